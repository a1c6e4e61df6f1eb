"""The table of problems: permanent code, name, default severity, what to do.

A code is never renamed or used again for something else. Every code has a page in the documentation.
"""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """What is always true of a problem of this kind."""

    name: str
    severity: str
    advice: str


CODES: dict[str, Code] = {
    # SG0xx: files
    "SG001": Code("file cannot be read", "error", "Check that the file exists and that you may read it."),
    "SG002": Code("file is not UTF-8", "error", "Save the file as UTF-8."),
    "SG003": Code("NUL byte in a text file", "error", "Remove the NUL byte, or save the file as UTF-8 text."),
    "SG004": Code("link out of the site", "error", "Copy the file into the site instead of linking to it."),
    "SG005": Code("unsuitable file name", "error", "Rename the file."),
    "SG006": Code("file is too large", "error", "Split the file, or publish it as a file of its own in static/."),
    "SG007": Code("byte order mark", "hint", "Save the file as UTF-8 without a byte order mark."),
    "SG008": Code("no site here", "error", "Run the command in the folder that holds site.yaml, or name it with -C."),
    # SG1xx: front matter and data
    "SG101": Code("front matter is not YAML", "error", "Mend the line; a colon or a leading @ needs quotes."),
    "SG102": Code("front matter is not closed", "error", "End the front matter with a line of three hyphens."),
    "SG103": Code("field given twice", "error", "Keep one of the two."),
    "SG104": Code("unknown field", "error", "Mend the name, or declare the field in the type."),
    "SG105": Code("required field is missing", "error", "Add the field."),
    "SG106": Code("value of the wrong kind", "error", "Write a value of the kind that the field asks for."),
    "SG107": Code("value not among the choices", "error", "Use one of the choices."),
    "SG108": Code("value outside the limits", "error", "Shorten or change the value, or change the limit in the type."),
    "SG109": Code("impossible date", "error", "Write the date as year-month-day, for example 2026-11-21."),
    "SG110": Code("reference to nothing", "error", "Name a page that exists, by its path from content/."),
    "SG111": Code("unknown type", "error", "Use a type that site.yaml declares."),
    "SG112": Code("unknown layout", "error", "Use the name of a file in layouts/."),
    "SG113": Code("front matter is not a list of fields", "error", "Write each field as name: value."),
    "SG114": Code("data file is broken", "error", "Mend the file; nothing of it can be used until then."),
    "SG115": Code("row with the wrong number of cells", "error", "Give the row as many cells as there are columns."),
    "SG116": Code("unsuitable address", "error", "Write an address such as /news/winter/, within the site."),
    "SG117": Code("term is not declared", "error", "Use one of the taxonomy's terms; it is closed to new ones."),
    "SG118": Code("YAML alias or anchor", "error", "Write the value out where it is used."),
    "SG119": Code("content is not as a check asks", "warning", "Mend the page, or change the check in site.yaml."),
    # SG2xx: bodies
    "SG201": Code("link to a page that is not there", "error", "Mend the address; it is seen from the page's folder."),
    "SG202": Code("link to a heading that is not there", "error", "Use the id of a heading on that page."),
    "SG203": Code("file is not there", "error", "Mend the path, or put the file there."),
    "SG204": Code("image without alternative text", "warning", "Say in the brackets what the image shows."),
    "SG205": Code("unknown component", "error", "Mend the name, or make layouts/components/NAME.html."),
    "SG206": Code("component's property is wrong", "error", "Give the properties that the component declares."),
    "SG207": Code("component is not closed", "error", "End it with a line of as many colons."),
    "SG208": Code("footnote without a text", "error", "Write the footnote, or remove the mark."),
    "SG209": Code("unsafe address", "error", "Addresses may start with http:, https:, mailto: or tel:."),
    "SG210": Code("raw HTML is not allowed", "error", "Write Markdown, or allow HTML in site.yaml."),
    "SG211": Code("no page of that title", "error", "Mend the title between [[ and ]]."),
    "SG212": Code("several pages of that title", "warning", "Link to the file instead."),
    "SG213": Code("nested too deep", "error", "Use fewer levels; what lies deeper is not shown."),
    "SG214": Code("heading level skipped", "warning", "Use the next level."),
    "SG215": Code("reference without an address", "warning", "Write the reference's address on a line of its own."),
    "SG216": Code("footnote written twice", "error", "Keep one of the two, or give one another name."),
    "SG217": Code("comment that ignores nothing", "warning", "Remove the comment."),
    "SG218": Code("formula that cannot be read", "error", "Mend its TeX; until then it is shown as it is written."),
    "SG220": Code("picture cannot be read", "error", "Put a whole picture in its place."),
    "SG221": Code("picture is too large", "error", "Make the picture smaller, or raise images: max_points."),
    "SG222": Code("picture is of another kind than its name says", "warning", "Rename the file."),
    "SG223": Code("drawing cannot stand in the page", "warning", "Take its style sheet out, or leave out .inline."),
    "SG224": Code("raw HTML is not closed", "warning", "Close the element where it ends."),
    "SG225": Code("tag of raw HTML is out of place", "warning", "Move or remove the tag, so that elements nest."),
    "SG226": Code("no such HTML element", "warning", "Mend the name; to show it as text, write it as code."),
    "SG227": Code("raw HTML hides the rest of the page", "error", "Close the element or the comment where it ends."),
    "SG228": Code("markup of another generator", "warning", "Write what it gives, or a component."),
    # SG3xx: site
    "SG301": Code("site.yaml is not YAML", "error", "Mend the line."),
    "SG302": Code("unknown setting", "error", "Mend the name."),
    "SG303": Code("setting of the wrong kind", "error", "Write a value of the kind that the setting asks for."),
    "SG304": Code("required setting is missing", "error", "Add it to site.yaml."),
    "SG305": Code("two pages have one address", "error", "Change the slug or the permalink of one of them."),
    "SG306": Code("alias on top of a page", "error", "Remove the alias."),
    "SG307": Code("menu entry leads nowhere", "error", "Name a page that exists."),
    "SG308": Code("permalink pattern is wrong", "error", "Use the placeholders that permalinks have."),
    "SG309": Code("translation of a page that is not there", "warning", "Name the page that this one translates."),
    "SG310": Code("no base address", "hint", "Set base_url: without it there are no feeds and no sitemap."),
    "SG311": Code("two files differ in letter case only", "error", "Rename one of them."),
    "SG312": Code("page lies outside the languages", "error", "Declare the language in site.yaml."),
    "SG313": Code(
        "description lacks a property", "hint", "Fill in the field, or name in schema: the field that has it."
    ),
    "SG314": Code("more redirects than the host takes", "warning", "Take old aliases out, or choose another host."),
    "SG320": Code("colours that cannot be read", "warning", "Choose colours that differ more in lightness."),
    # SG4xx: layouts
    "SG401": Code("layout is not valid", "error", "Mend the line."),
    "SG402": Code("layout is not there", "error", "Make the file, or mend the name."),
    "SG403": Code("layout failed", "error", "Mend the expression."),
    "SG404": Code("unknown name in a layout", "error", "Mend the name."),
    "SG405": Code("layouts include each other in a circle", "error", "Break the circle."),
    "SG406": Code("layout does too much", "error", "Make the loop or the text smaller."),
    "SG407": Code("component's declaration is wrong", "error", "Mend the part between {#--- and ---#}."),
    "SG408": Code("optional field used without a test", "warning", "Test the field before, or make it required."),
    "SG409": Code("field that the type does not have", "warning", "Mend the name, or declare the field in the type."),
    "SG410": Code("block that no layout above has", "warning", "Use the name of a block of the layout above."),
    "SG411": Code("layout that nothing uses", "hint", "Remove the file, or name it in a type or a page."),
    "SG412": Code("element is not closed", "error", "Close the element where it ends."),
    "SG413": Code("tag is out of place", "warning", "Move or remove the tag, so that elements nest."),
    "SG414": Code("id given twice", "warning", "Give each element of a page an id of its own."),
    "SG415": Code("page without a title", "warning", "Write a title element that says what the page is."),
    "SG416": Code("page without a language", "warning", "Say the language in the lang of the html element."),
    "SG417": Code("layout's image without alternative text", "warning", "Write an alt, an empty one for decoration."),
    "SG418": Code("link or button without a name", "warning", "Write a text in it, or an aria-label."),
    "SG419": Code("layout leaves out a heading level", "warning", "Use the next level."),
    "SG420": Code("page without a doctype", "warning", "Begin the page with the doctype of HTML."),
    "SG421": Code("layout fails for pages of another kind", "warning", "Test what may be missing before it is used."),
    "SG422": Code("style sheet that cannot be read", "warning", "Mend it; until then it is published as it is."),
    # SG5xx: build
    "SG501": Code("a file that sitegen did not write is in the way", "error", "Move it, or build into another folder."),
    "SG502": Code("output folder cannot be used", "error", "Choose a folder outside of the sources."),
    "SG503": Code("file could not be written", "error", "Check space and rights; the old output is still there."),
    "SG504": Code("sitegen failed on a page", "error", "A mistake of sitegen's; please report it."),
    "SG505": Code("build differs from a clean one", "error", "A mistake of sitegen's; please report it."),
    "SG506": Code("files keep changing", "error", "Run the command again when the files are at rest."),
    "SG507": Code("search is missing a program", "warning", "Install the program; the site is built without search."),
    "SG508": Code("search index could not be made", "error", "Read what Pagefind says, and build again."),
    "SG509": Code("cluster cannot be used", "error", "Mend what the message says, or build with --executor processes."),
    # SG6xx: links out of the site, with `check --external`
    "SG601": Code("link out of the site leads nowhere", "warning", "Mend the address, or remove the link."),
    "SG602": Code("link out of the site has moved", "hint", "Write the new address."),
    "SG603": Code("link out of the site cannot be reached", "warning", "Mend the address, or try again later."),
}
