// Lists are made once a build, not once for each collection that asks for them.
const long = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });

/** Groups of pages by what `names` says of each, as [{name, items}]. */
function grouped(pages, names) {
  const found = new Map();
  for (const page of pages) {
    for (const name of names(page)) {
      if (!found.has(name)) found.set(name, []);
      found.get(name).push(page);
    }
  }
  return [...found].sort().map(([name, items]) => ({ name, items }));
}

/** Tell each page of its neighbours in a list whose newest is first. */
function linked(items) {
  items.forEach((page, at) => {
    const [newer, older] = [items[at - 1], items[at + 1]];
    page.data.newer = newer && { url: newer.url, title: newer.data.title };
    page.data.older = older && { url: older.url, title: older.data.title };
  });
}

export default function (config) {
  let known, all;
  const latest = (api) => {
    if (known !== api.getAll()) {
      known = api.getAll();
      all = known.filter((page) => page.data.section).sort((one, two) => two.date - one.date);
    }
    return all;
  };
  config.addPassthroughCopy({ static: "." });
  config.addFilter("long", (date) => long.format(date));
  config.addFilter("iso", (date) => date.toISOString());
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addFilter("rfc", (date) => date.toUTCString());
  config.addCollection("latest", (api) => latest(api).slice(0, 20));
  config.addCollection("articles", (api) => latest(api));
  config.addCollection("bySection", (api) => {
    const sections = grouped(latest(api), (page) => [page.data.section]);
    sections.forEach(({ items }) => linked(items));
    return sections;
  });
  config.addCollection("byTopic", (api) => grouped(latest(api), (page) => page.data.topics));
  return {
    dir: { input: "content", output: "_site", includes: "../_includes", data: "../_data" },
    markdownTemplateEngine: false,
    templateFormats: ["md", "njk"],
  };
}
