"""What somebody types in who objects."""

from collections.abc import Callable, Mapping

from django import forms

from jiqun.web.accounts.forms import Email, Line
from jiqun.web.recognition.actions.objecting import (
    LONGEST,
    SHORTEST,
    Said,
    fault_in_contact,
    fault_in_content,
    fault_in_kind,
    fault_in_name,
    fault_in_unit,
    tidied,
)
from jiqun.web.recognition.models import Objector

#: By the field beside which it is said.
FAULTS: Mapping[str, Callable[[Said], str]] = {
    "kind": fault_in_kind,
    "name": fault_in_name,
    "unit": fault_in_unit,
    "phone": fault_in_contact,
    "content": fault_in_content,
}


def line(label: str, most: int, fills: str, help_text: str = "") -> Line:
    widget = forms.TextInput(attrs={"autocomplete": fills})
    return Line(label=label, max_length=most, required=False, widget=widget, help_text=help_text)


class Objecting(forms.Form):
    """The files are handed in beside it: a browser does not show them once more."""

    kind = forms.CharField(
        label="异议人",
        required=False,
        widget=forms.Select(choices=[("", "请选择"), *Objector.pairs()]),
    )
    name = line("姓名", 40, "name", "以单位名义提出的，填经办人姓名")
    unit = line("单位名称", 100, "organization", "以单位名义提出的必填")
    phone = line("联系电话", 40, "tel", "电话和邮箱至少填一项")
    email = Email(label="邮箱", own=True, required=False, help_text="填写后答复同时发到这个邮箱")
    content = forms.CharField(
        label="异议内容",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=f"对哪一项有异议，具体事实是什么，有什么依据；不少于{SHORTEST}字",
        error_messages={"max_length": f"异议内容超过{LONGEST}字，请删减，或作为附件上传。"},
    )
    consent = forms.BooleanField(
        label="我已阅读上述说明，同意市经信局为核查和答复这件异议使用以上个人信息",
        error_messages={"required": "请阅读说明后勾选同意；不同意的，不能在网上提出异议。"},
    )

    @property
    def said(self) -> Said:
        texts = {each: self.cleaned_data.get(each, "") for each in (*FAULTS, "email")}
        return tidied(Said(**texts))

    def clean(self) -> None:
        for name, fault in FAULTS.items():
            if name == "phone" and "email" in self.errors:
                continue  # one is there, and only written wrongly
            sentence = "" if name in self.errors else fault(self.said)
            if sentence:
                self.add_error(name, sentence)


class Asking(forms.Form):
    """How an objection stands, for who has its number and code."""

    number = Line(label="异议编号", max_length=40, help_text="如异议2026-0001")
    code = Line(
        label="查询码",
        max_length=40,
        help_text="提交时显示的12位字母和数字，不分大小写",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
