"""What is typed about a grant: fields and their types; the actions know the rules."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from jiqun.web.accounts.models import Unit
from jiqun.web.declarations.models import Call, Declaration
from jiqun.web.grants.queries import departments, grantable


class Day(forms.DateField):
    def __init__(self, **options: Any) -> None:
        picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        wrong = {"invalid": "请按“2026-05-30”的样式填写日期。", "required": "请选择日期。"}
        super().__init__(widget=picker, error_messages=wrong, **options)


class Chosen(forms.ModelMultipleChoiceField):
    def label_from_instance(self, declaration: Declaration) -> str:
        return f"{declaration}（{declaration.unit.district}，{declaration.unit}）"


class PrepareGrant(forms.Form):
    department = forms.ModelChoiceField(
        label="查阅部门",
        queryset=Unit.objects.none(),
        error_messages={"required": "请选择查阅部门。", "invalid_choice": "没有这个部门。"},
    )
    declarations = Chosen(
        label="开放哪些申报",
        queryset=Declaration.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选择一份申报。"},
    )
    evidence = forms.BooleanField(label="连同佐证材料", required=False)
    purpose = forms.CharField(
        label="用途",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="填报数据仅供审核验证和查阅用（填报说明1）。",
        error_messages={"required": "请写明用途。"},
    )
    basis = forms.CharField(
        label="依据", max_length=200, required=False, help_text="如来函文号，可不填"
    )
    starts = Day(label="自")
    ends = Day(label="至", help_text="当日仍可查阅")

    def __init__(self, *args: Any, call: Call, **known: Any) -> None:
        super().__init__(*args, **known)
        self.offer("department", departments())
        self.offer("declarations", grantable(call))

    def offer(self, name: str, rows: "QuerySet[Any]") -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows
