import { say } from "../words.js";

/**
 * Lets a field take files: by its button, and dropped on it. Without `upload` the button stays away.
 *
 * @param {HTMLElement} root
 * @param {import("./types").Around} around
 * @param {(path: string, url: string) => void} take
 */
export function takeFiles(root, around, take) {
  const { upload } = around;
  const input = /** @type {HTMLInputElement | null} */ (root.querySelector("[data-upload]"));
  const place = /** @type {HTMLElement | null} */ (root.querySelector("[data-drop]"));
  if (!upload || !input || !place) return;
  /** @type {HTMLElement} */ (input.closest(".upload")).hidden = false;

  /** @param {File | undefined} file */
  const send = async (file) => {
    if (!file) return;
    const { name } = file;
    around.announce(say("fields.uploading", { name }));
    place.setAttribute("aria-busy", "true");
    try {
      const { path, url, value } = await upload(file);
      take(value ?? path, url);
      around.announce(say("fields.uploaded", { name }));
    } catch {
      around.announce(say("fields.not_uploaded", { name }));
    }
    place.removeAttribute("aria-busy");
  };
  input.addEventListener("change", () => send(input.files?.[0]).then(() => (input.value = "")));
  place.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  place.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    send(event.dataTransfer.files[0]);
  });
}
