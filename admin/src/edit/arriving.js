// Somebody comes from elsewhere to a certain place of the page: /pages/edit/…#field=hours.2.opens, or #line=12.

/**
 * @param {object} to
 * @param {(field: string[]) => void} to.field
 * @param {(line: number) => void} to.line a line of the file
 */
export function arrive(to) {
  const place = new URLSearchParams(location.hash.slice(1));
  const field = place.get("field");
  const line = Number(place.get("line"));
  if (field) to.field(field.split("."));
  else if (line > 0) to.line(line);
}
