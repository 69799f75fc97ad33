"""Call pages and read them."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from lxml import html


def upload(client: Client, content: bytes, name: str = "申报表.docx") -> HttpResponse:
    return client.post("/", {"file": SimpleUploadedFile(name, content)})


def parsed(response: HttpResponse) -> html.HtmlElement:
    return html.fromstring(response.content.decode())


def texts(response: HttpResponse, selector: str) -> list[str]:
    """What stands in every element of that class or tag, spaces evened out."""
    path = f".//*[contains(concat(' ', @class, ' '), ' {selector[1:]} ')]"
    found = parsed(response).iterfind(f".//{selector}") if selector[0] != "." else None
    elements = found if found is not None else parsed(response).xpath(path)
    return [" ".join(element.text_content().split()) for element in elements]


def text_of(response: HttpResponse) -> str:
    """Everything that is said on a page, piece after piece."""
    (main,) = parsed(response).iterfind(".//main")
    return " ".join(" ".join(main.itertext()).split())


def findings_shown(response: HttpResponse) -> list[html.HtmlElement]:
    """Every finding, alone or gathered with others of its rule."""
    gathered = "contains(@class, 'finding-same')"
    alone = f"contains(@class, 'finding') and not(.//*[{gathered}])"
    return parsed(response).xpath(f"//*[{gathered}]//li | //article[{alone}]")


def refusal(response: HttpResponse) -> str:
    """The sentence that says why a file was not checked."""
    (sentence,) = parsed(response).xpath("//*[@role='alert']//p")
    return sentence.text_content()


def carried(response: HttpResponse) -> str:
    """The facts file a result page carries for its downloads."""
    (field,) = parsed(response).xpath("//input[@name='facts']")
    return field.get("value")
