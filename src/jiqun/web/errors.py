"""The pages for what goes wrong: each says calmly what happened and what to do next."""

from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import (
    DisallowedHost,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from jiqun.web import uploads

SMALLER_FORM = "申报表一般不到1 MB，请删去其中的图片后另存。"
SMALLER_ROSTER = "企业名录一般不到1 MB，请删去其中的图片和多余的工作表后另存。"
RETURN = "请返回首页，重新选择文件。"


def page(
    request: HttpRequest, status: int, title: str, advice: str, *, home: str = "start"
) -> HttpResponse:
    context = {"status": status, "title": title, "advice": advice, "home": home}
    return render(request, "error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    if isinstance(exception, TooManyFilesSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
        return page(
            request, 400, "文件过多", f"一次最多上传{most}个文件，请返回上一页减少后再提交。"
        )
    if isinstance(exception, DisallowedHost):
        advice = "请改用管理员公布的地址访问；管理员可用环境变量 JIQUN_HOSTS 增加允许的地址。"
        return page(request, 400, "本系统未启用这个访问地址", advice)
    if isinstance(exception, TooManyFilesSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
        return page(
            request, 400, "文件过多", f"一次最多上传{most}个文件，请返回上一页减少后再提交。"
        )
    if isinstance(exception, TooManyFieldsSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
        advice = f"一次最多提交{most}项内容，请返回上一页，分几次提交。"
        return page(request, 400, "提交的内容过多", advice)
    return page(request, 400, "请求不完整", f"可能是网络中断，文件没有传完。{RETURN}")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    advice = (
        "请返回刚才的页面，刷新后再提交一次；仍不行请从首页重新开始。"
        "如果反复出现，请检查浏览器是否禁用了 Cookie。"
    )
    return page(request, 403, "页面已过期", advice)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 403, "没有访问权限", "请从首页进入。", home=home_of(request))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    advice = "地址可能输入有误或已经变更，请从首页进入。"
    return page(request, 404, "没有这个页面", advice, home=home_of(request))


def home_of(request: HttpRequest) -> str:
    """The platform's own first page for those who are signed in."""
    return "desk" if request.user.is_authenticated else "start"


def too_large(request: HttpRequest) -> HttpResponse:
    sentence = uploads.too_large(settings.UPLOAD_LIMIT, SMALLER_FORM)
    return page(request, 413, "文件过大", f"{sentence}{RETURN}")


def too_often(request: HttpRequest, *, seconds: int) -> HttpResponse:
    """What was typed goes along, so that it can be sent once more: all but files and passwords."""
    kept = [] if request.FILES else list(fields(request.POST))
    if request.FILES:
        how = "返回上一页再试，文件可能需要重新选择。"
    elif not kept:
        how = "再试。"
    elif any("password" in name for name in request.POST):
        how = "点“再试一次”，密码需要重新填写，其他内容都在。"
    else:
        how = "点“再试一次”，已填的内容都在。"
    context = {"status": 429, "title": "请求过于频繁", "advice": f"请在{seconds}秒后{how}"}
    context |= {"home": "start", "kept": kept}
    response = render(request, "error.html", context, status=429)
    response["Retry-After"] = str(seconds)
    return response


def fields(post: QueryDict) -> Iterator[tuple[str, str]]:
    """A password is asked for once more: it does not belong on a page."""
    for name, values in post.lists():
        if name != "csrfmiddlewaretoken" and "password" not in name:
            yield from ((name, value) for value in values)


def broken(request: HttpRequest) -> HttpResponse:
    advice = "系统出现故障，本次操作没有完成。请稍后再试；仍不行请联系管理员。"
    return page(request, 500, "系统出错了", advice)
