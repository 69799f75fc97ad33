"""Whatever stands in a declaration, there is a page for it."""

from django.http import QueryDict
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from jiqun.core.facts import Facts
from jiqun.core.figures import Figures
from jiqun.core.form import EDITIONS
from jiqun.core.targets import propose_targets
from jiqun.documents.intake import Declared
from jiqun.web.checks.carried import Carried, take_back
from jiqun.web.checks.formulas import lay_out_formulas
from jiqun.web.checks.page import Page, after, as_context
from jiqun.web.checks.reasons import Typed
from jiqun.web.checks.trial import offers
from tests.declarations import golden
from tests.strategies import any_facts

FACTS = st.sampled_from(EDITIONS).flatmap(any_facts)
NAMES = st.sampled_from([offer.called for offer in offers(golden("clean").facts)]) | st.text()
VALUES = st.sampled_from(["0", "无", "空白", "-1", "1e9", "9" * 18]) | st.text()


def shown(page: Page) -> html.HtmlElement:
    return html.fromstring(render_to_string("checks/result.html", as_context(page)))


@given(FACTS)
@settings(max_examples=25)
def test_any_declaration_has_a_page_that_carries_it(facts: Facts) -> None:
    carried = Carried(Declared(facts), "文件：甲.yaml")
    page = shown(Page(carried))
    assert page.get_element_by_id("trial") is not None
    lay_out_formulas(Figures(facts))
    (form,) = page.forms
    post = QueryDict(mutable=True)
    post.update({name: form.fields[name] for name in ("facts", "unread", "source", "changed")})
    assert take_back(post) == (carried, Typed({}, {}))


@given(FACTS, st.lists(st.tuples(NAMES, VALUES), max_size=4))
@settings(max_examples=25)
def test_anything_can_be_typed_to_try(facts: Facts, rows: list[tuple[str, str]]) -> None:
    post = QueryDict(mutable=True)
    post["act"] = "try"
    post.setlist("try.field", [name for name, _ in rows])
    post.setlist("try.value", [value for _, value in rows])
    page = after(post, Carried(Declared(facts), ""), Typed({}, {}))
    assert shown(page).get_element_by_id("trial") is not None
    assert page.carried.declared.facts == facts


@given(FACTS)
@settings(max_examples=25)
def test_adopting_everything_leaves_nothing_to_adopt(facts: Facts) -> None:
    post = QueryDict(mutable=True)
    post["act"] = "adopt"
    post.setlist("adopt", [proposal.key for proposal in propose_targets(facts)])
    page = after(post, Carried(Declared(facts), ""), Typed({}, {}))
    assert shown(page).xpath("//input[@name='adopt']") == []
