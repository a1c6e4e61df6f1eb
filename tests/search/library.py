"""A small site in six languages, and a server of files that allows what the documentation says and no more."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

SITE = """\
title: Lakeside Library
base_url: https://library.example/lakeside/
languages:
  en: English
  fi: Suomi
  vi: Tiếng Việt
  zh: 中文
  ar: {label: العربية, direction: rtl}
  sv: Svenska
search: true
types:
  news: {label: News item, pages: ["**/news/*.md"], layout: article.html}
  guide: {label: Guide, pages: ["**/guides/*.md"], layout: documentation.html}
"""

PAGES: dict[str, tuple[str, str]] = {
    "index": ("Lakeside Library", "A library by the lake, open to everybody."),
    "news/path": (
        "The lakeside path is open again",
        "The path from the station to the library has no steps and is lit at night.\n\n"
        "## Cycling\n\nBicycles and wheelchairs share the path with walkers.",
    ),
    "news/winter": ("Opening hours in winter", "From November on the reading room closes at eight in the evening."),
    "guides/cards": (
        "How to get a library card",
        "Bring a passport. Children need a signature.\n\n## Lost cards\n\nA lost card is replaced for five euros.",
    ),
    "guides/cafe": ("The café", "Łódź style soup, smørrebrød and coffee in the old boathouse."),
    "guides/hidden": ("For the staff", "The zebra protocol is not for visitors."),
    "fi/index": ("Järvenrannan kirjasto", "Kirjasto järven rannalla, avoin kaikille."),
    "fi/news/polku": ("Rantapolku on taas auki", "Polku asemalta kirjastoon on esteetön ja valaistu."),
    "fi/guides/kortti": (
        "Näin saat kirjastokortin",
        "Ota passi mukaan. Lapset tarvitsevat allekirjoituksen.\n\n## Lainaaminen\n\n"
        "Kirjoja voi lainata neljäksi viikoksi. Kirjastossamme on myös soittimia.",
    ),
    "vi/index": ("Thư viện ven hồ", "Thư viện bên hồ, mở cửa cho mọi người."),
    "vi/news/duong": (
        "Con đường ven hồ mở lại",
        "Từ thứ hai, đường ven hồ từ nhà ga đến thư viện mở lại cho người đi bộ.",
    ),
    "vi/guides/the": ("Làm thẻ thư viện", "Mang theo hộ chiếu. Trẻ em cần chữ ký của cha mẹ."),
    "zh/index": ("湖畔图书馆", "湖边的图书馆，欢迎大家。"),
    "zh/news/dongji": ("冬季开放时间", "从十一月起，阅览室晚上八点关门。星期日中午开门。"),
    "zh/guides/jieshu": ("如何办理借书证", "请带护照。儿童需要家长签字。借书证丢失后可以补办。"),
    "ar/index": ("مكتبة البحيرة", "مكتبة على ضفاف البحيرة، مفتوحة للجميع."),
    "ar/news/tariq": ("إعادة فتح طريق البحيرة", "الطريق من المحطة إلى المكتبة مضاء ليلاً وبلا درجات."),
    "ar/guides/bitaqa": ("كيف تحصل على بطاقة المكتبة", "أحضر جواز السفر. يحتاج الأطفال إلى توقيع الوالدين."),
    "sv/index": ("Biblioteket vid sjön", "Ett bibliotek vid sjön, öppet för alla."),
    "sv/news/vinter": ("Öppettider i vinter", "Från november stänger läsesalen klockan åtta."),
    "sv/guides/kort": (
        "Så får du ett lånekort",
        "Ta med pass. Barnen behöver en underskrift. Böckerna lånas i fyra veckor.",
    ),
}

HIDDEN = "guides/hidden"
"""The page that asks not to be found."""

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""The policy that the documentation gives."""


def library() -> dict[str, str]:
    """path → text of every source of the site."""
    found = {"site.yaml": SITE}
    for path, (title, text) in PAGES.items():
        more = "search: false\n" if path == HIDDEN else "date: 2026-11-09\n" if "/news/" in f"/{path}" else ""
        found[f"content/{path}.md"] = f"---\ntitle: {title}\n{more}---\n{text}\n"
    for place in ("", "fi/", "vi/", "zh/", "ar/", "sv/"):
        for folder, titles in _SECTIONS.items():
            found[f"content/{place}{folder}/index.md"] = f"---\ntitle: {titles[place or 'en/']}\n---\n"
    return found


_SECTIONS = {
    "news": {"en/": "News", "fi/": "Uutiset", "vi/": "Tin tức", "zh/": "新闻", "ar/": "أخبار", "sv/": "Nyheter"},
    "guides": {"en/": "Guides", "fi/": "Ohjeet", "vi/": "Hướng dẫn", "zh/": "指南", "ar/": "أدلة", "sv/": "Guider"},
}


class _Files(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def files_served(folder: Path) -> Iterator[str]:
    """Serve a folder as a plain host of files would, with the policy. Gives the address of the folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
