"""Whatever script is hidden in a drawing: nothing of it runs, however the drawing is looked at."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import pytest
from office_at_work import AtWork

from sitegen.model.settings import MediaOptions
from sitegen.project.media.cleaning import Clean, cleaned

pytestmark = pytest.mark.browser

RUN = (
    "top.document.title=&quot;ran&quot;;document.documentElement.setAttribute(&quot;data-ran&quot;,1);"
    "fetch(&quot;/ran&quot;)"
)
PLAIN = RUN.replace("&quot;", "'")
H = 'xmlns="http://www.w3.org/1999/xhtml"'
JS = "javascript:" + RUN
INNER = base64.b64encode(
    f'<svg xmlns="http://www.w3.org/2000/svg" onload="{RUN}"><script>{PLAIN}</script></svg>'.encode()
).decode()
BODIES = (
    f"<script>{RUN.replace('&quot;', chr(39))}</script>",
    f"<script type='application/ecmascript'><![CDATA[{RUN.replace('&quot;', chr(39))}]]></script>",
    "<script href='/ran.js'/>",
    "<script xlink:href='data:text/javascript,alert(1)'/>",
    f'<rect width="9" height="9" onload="{RUN}"/>',
    f'<rect width="9" height="9" onclick="{RUN}"/>',
    f'<rect width="9" height="9" onmouseover="{RUN}"/>',
    f'<rect width="9" height="9" tabindex="0" autofocus="" onfocus="{RUN}"/>',
    f'<image href="/none.png" onerror="{RUN}"/>',
    f'<a href="{JS}"><rect width="9" height="9"/></a>',
    f'<a xlink:href="{JS}"><rect width="9" height="9"/></a>',
    f'<a xlink:href="java&#x09;script:{RUN}"><rect width="9" height="9"/></a>',
    f'<a href="&#x6A;avascript:{RUN}"><rect width="9" height="9"/></a>',
    f'<a><animate attributeName="href" values="{JS}" begin="0s"/><rect width="9" height="9"/></a>',
    f'<a><set attributeName="xlink:href" to="{JS}"/><rect width="9" height="9"/></a>',
    f'<rect width="9" height="9"><set attributeName="onclick" to="{RUN}"/></rect>',
    f'<rect width="9" height="9"><animate onbegin="{RUN}" attributeName="x" dur="1s"/></rect>',
    f'<animate attributeName="x" onend="{RUN}" dur="0.1s"/>',
    f'<foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml" src="{JS}"/></foreignObject>',
    f'<foreignObject width="9" height="9"><body xmlns="http://www.w3.org/1999/xhtml" onload="{RUN}"/></foreignObject>',
    f'<foreignObject width="9" height="9"><img {H} src="x" onerror="{RUN}"/></foreignObject>',
    '<foreignObject><script xmlns="http://www.w3.org/1999/xhtml">fetch("/ran")</script></foreignObject>',
    f'<h:script xmlns:h="http://www.w3.org/1999/xhtml">{PLAIN}</h:script>',
    f'<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="x" onerror="{RUN}"/>',
    f'<h:iframe xmlns:h="http://www.w3.org/1999/xhtml" srcdoc="&lt;script&gt;{RUN}&lt;/script&gt;"/>',
    f'<h:object xmlns:h="http://www.w3.org/1999/xhtml" data="data:text/html,x" onerror="{RUN}"/>',
    f'<image href="data:image/svg+xml;base64,{INNER}"/>',
    f'<use href="data:image/svg+xml;base64,{INNER}#a"/>',
    f'<use xlink:href="data:image/svg+xml;base64,{INNER}#a"/>',
    f'<feImage href="data:image/svg+xml;base64,{INNER}"/>',
    "<style>@import url(/ran.css); rect{{fill:url('javascript:1');behavior:url(/ran)}}</style><rect width='9'/>",
    f'<rect width="9" height="9" style="background:url({JS});-moz-binding:url(/ran)"/>',
    f"<text><title>&lt;img src=x onerror={RUN}&gt;</title>&lt;script&gt;{RUN}&lt;/script&gt;</text>",
    f'<handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load">{RUN}</handler>',
    f"<metadata><script>{RUN.replace('&quot;', chr(39))}</script></metadata>",
    f"<desc><![CDATA[</desc><script>{RUN}</script>]]></desc>",
)
HEADS = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>',
    f'<?xml-stylesheet type="text/xsl" href="data:text/xml,{RUN}"?>'
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>',
    '<!DOCTYPE svg [<!ENTITY x "&#60;script>fetch(1)&#60;/script>">]>'
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">&x;{}</svg>',
)
DRAWINGS = [
    head.replace("{}", body.replace("{{", "{").replace("}}", "}")).encode() for head in HEADS for body in BODIES
]


def test_no_drawing_runs_anything(back_office: Callable[..., AtWork], browser: Any) -> None:
    """Each is opened by itself, shown as a picture, and (cleaned) written into a page that allows everything."""
    office = back_office()
    kept = [found.data for one in DRAWINGS if isinstance(found := cleaned(one, "a.svg", MediaOptions()), Clean)]
    assert len(kept) > 60
    page = office.page(browser, "writer")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: asked.append("ran") or dialog.dismiss())
    page.route(
        "**/open", lambda route: route.fulfill(body="<title>still</title><body></body>", content_type="text/html")
    )
    page.goto(office.address + "/open")
    for data in kept:
        page.evaluate(_INLINE, data.decode())
    client = office.client("writer")
    paths = [
        client.post("/api/media", files={"file": (f"a{n}.svg", one)}, data={"folder": "static"}).json().get("source")
        for n, one in enumerate(DRAWINGS[: len(BODIES)])
    ]
    for path in filter(None, paths):
        for address in (f"/file?path={path}", f"/thumb?path={path}&width=320"):
            page.evaluate(
                "(src) => new Promise((done) => Object.assign(new Image(), { onload: done, onerror: done, src }))",
                address,
            )
        page.goto(f"{office.address}/file?path={path}")
        assert page.evaluate("document.documentElement.getAttribute('data-ran')") is None
        page.goto(office.address + "/open")
    assert page.title() == "still"
    assert not [one for one in asked if one.removeprefix(office.address) in ("ran", "/ran", "/ran.js", "/ran.css")]


_INLINE = """async (text) => {
    document.body.innerHTML = text;
    const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    document.body.append(document.adoptNode(parsed));
    for (const one of document.querySelectorAll("svg *")) {
        for (const kind of ["load", "click", "mouseover", "focus", "error"])
            one.dispatchEvent(new Event(kind, { bubbles: true }));
        if (one.localName === "a") one.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    }
    await new Promise((done) => requestAnimationFrame(done));
}"""


@pytest.mark.parametrize("number", range(len(DRAWINGS)))
def test_nothing_that_runs_is_left_in_the_text(number: int) -> None:
    found = cleaned(DRAWINGS[number], "a.svg", MediaOptions())
    if isinstance(found, Clean):
        text = found.data.decode().lower()
        for word in (
            "<script",
            " on",
            "javascript:",
            "foreignobject",
            "<!doctype",
            "xml-stylesheet",
            "image/svg+xml",
            "@import",
        ):
            plain = (
                text
                if word != "javascript:"
                else text.replace(' values="javascript:', "").replace(' to="javascript:', "")
            )
            assert word not in plain.partition("<text")[0], word
