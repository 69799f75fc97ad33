"""What is typed about calls: fields and their types; the actions know the rules."""

from typing import Any

from django import forms

from jiqun.core.form import EDITIONS, get_edition

LOCAL = "%Y-%m-%dT%H:%M"


class Moment(forms.DateTimeField):
    """A time in Beijing, to the minute."""

    def __init__(self, **options: Any) -> None:
        picker = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL)
        wrong = {"invalid": "请按“2026-05-30 17:00”的样式填写时间。"}
        super().__init__(widget=picker, error_messages=wrong, **options)


def editions() -> list[tuple[str, str]]:
    return [(id, f"{id}（{years_of(id)}）") for id in EDITIONS]


def years_of(edition_id: str) -> str:
    years = get_edition(edition_id).years
    return f"数据年度{years.past[0]}—{years.base}年"


class OpenCall(forms.Form):
    title = forms.CharField(label="名称", max_length=100)
    edition_id = forms.ChoiceField(label="表样版次", choices=editions)
    opens = Moment(label="开始时间", help_text="从这时起，区级主管部门和运营管理机构能看到并填报。")
    recommend_by = Moment(
        label="区级推荐截止时间", help_text="各区在此之前另设自己的报送截止时间；未设的以此为准。"
    )
    quota = forms.IntegerField(label="各区推荐名额", min_value=1, max_value=99, initial=3)


class SetTerms(forms.Form):
    file_by = Moment(label="本区报送截止时间")


class Extend(forms.Form):
    until = Moment(label="延至")
    reason = forms.CharField(
        label="理由",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="报送单位和市经济和信息化局都能看到。",
    )


class AttachDocument(forms.Form):
    file = forms.FileField(
        label="文件",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.xlsx"}),
        help_text="PDF、Word（.docx）或Excel（.xlsx），不超过20 MB。",
        error_messages={"required": "还没有选择文件，请先选择。"},
    )


class PrepareWaiver(forms.Form):
    why = forms.CharField(
        label="豁免理由",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="申报单位、所在区和以后的审查人员都能看到。",
    )
    until = Moment(label="有效期至", help_text="到期后不能再凭此报送。")


class Decide(forms.Form):
    """Why it is refused, or revoked."""

    words = forms.CharField(label="理由", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
