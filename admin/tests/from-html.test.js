import assert from "node:assert/strict";
import { test } from "node:test";
import { JSDOM } from "jsdom";
import { harmless, markdownFrom } from "../src/writing/from-html.js";

const markdown = (html) => markdownFrom(new JSDOM(harmless(html)).window.document);

test("Word: headings, bold, lists of two levels, no style", () => {
  const html = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head>
<meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {mso-style-parent:""; margin:0cm;} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<h2 style='mso-list:none'><a name="_Toc1"></a><b><span lang=EN-US>Opening hours<o:p></o:p></span></b></h2>
<p class=MsoNormal><span style='font-family:"Calibri",sans-serif'>From <b style='mso-bidi-font-weight:normal'>1</b><b><span>&nbsp;December</span></b> the
library opens <i>at eight</i>.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Books<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span><span
style='mso-list:Ignore'>a)<span>&nbsp;&nbsp; </span></span></span><![endif]>Novels</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>b)<span>&nbsp; </span></span>Poems</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>Maps</p>
<p class=MsoNormal>See <a href="https://example.org/a_b">the <u>page</u></a>.</p><!--EndFragment--></body></html>`;
  assert.equal(
    markdown(html),
    "## Opening hours\n\nFrom **1\u00a0December** the library opens *at eight*.\n\n- Books\n  1. Novels\n  2. Poems\n- Maps\n\nSee [the page](https://example.org/a_b).",
  );
});

test("Google Docs: the bold wrapper is none, spans carry weight and slant, lists nest beside their item", () => {
  const html = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h3 dir="ltr" style="line-height:1.38"><span
style="font-size:14pt;font-weight:700">Plans</span></h3><p dir="ltr"><span style="font-weight:400">We </span><span style="font-weight:700">must</span><span
style="font-weight:700;font-style:italic"> go</span><span style="font-weight:400"> to </span><a href="https://www.google.com/url?q=https://example.org/%3Fa%3D1&amp;sa=D"><span
style="text-decoration:underline">town</span></a><span>.</span></p><br><ul><li dir="ltr" aria-level="1"><p role="presentation"><span>One</span></p></li><ul><li
aria-level="2"><p><span>Two</span></p></li></ul><li><p><span>Three</span></p></li></ul><div><table><colgroup><col><col></colgroup><tbody><tr><td><p><span>Day</span></p></td><td><p><span>Hours</span></p></td></tr><tr><td><p>Mon|Tue</p></td><td><p>8–20</p></td></tr></tbody></table></div></b>`;
  assert.equal(
    markdown(html),
    "### Plans\n\nWe **must *go*** to [town](https://example.org/?a=1).\n\n- One\n  - Two\n- Three\n\n| Day | Hours |\n| --- | --- |\n| Mon\\|Tue | 8–20 |",
  );
});

test("a web page: scripts, trackers, hidden words and controls stay behind", () => {
  const html = `<article><script>alert(1)</script><style>p{}</style><!-- note --><h1>Title</h1><p onclick="x()">Text<img src="https://t.example/p.gif" width="1" height="1">
<span style="display:none">secret</span><button>Share</button> and <code>a_b*c</code>, <a href="javascript:alert(1)">bad</a>, <a href="#top">up</a>.</p>
<p><img src="https://example.org/a b.png" alt="A [cat]"><img src="data:image/gif;base64,R0" alt=x></p><blockquote><p>One</p><p>Two</p></blockquote>
<pre><code class="language-python">def a():
    return "\`"
</code></pre><ol start="3"><li>Three<p>More</p></li><li>Four</li></ol><hr><iframe src="https://example.org"></iframe></article>`;
  assert.equal(
    markdown(html),
    '# Title\n\nText and `a_b*c`, bad, up.\n\n![A \\[cat\\]](<https://example.org/a b.png>)\n\n> One\n>\n> Two\n\n```python\ndef a():\n    return "`"\n```\n\n3. Three\n\n   More\n4. Four\n\n---',
  );
});

test("a few words stay within their line", () => {
  assert.equal(markdown("<span>two words</span>"), "two words");
  assert.equal(markdown("<b>two </b>words"), "**two** words");
  assert.equal(markdown("a<br>b"), "a\\\nb");
});

test("what looks like Markdown is text", () => {
  assert.equal(markdown("<p>1 * 2 * 3 [x] _a_ snake_case &lt;b&gt; &amp;amp; \\</p>"), "1 \\* 2 \\* 3 \\[x\\] \\_a\\_ snake_case \\<b> \\&amp; \\\\");
  assert.equal(markdown("<p># no</p><p>- no</p><p>1. no</p><p>:::note</p><p>> no</p>"), "\\# no\n\n\\- no\n\n1\\. no\n\n\\:::note\n\n\\> no");
});

test("a layout made of tables becomes its text", () => {
  assert.equal(markdown("<table><tr><td><h2>A</h2><p>b</p></td></tr></table>"), "## A\n\nb");
});

test("a link that shows its own address is written short", () => {
  assert.equal(markdown('<a href="https://example.org/a">https://example.org/a</a>'), "<https://example.org/a>");
});

test("nothing comes of nothing", () => {
  assert.equal(markdown("<meta charset=utf-8><p> </p><div><br></div>"), "");
});
