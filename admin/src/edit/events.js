// What the server tells while a screen is open. A stream that broke is opened again; then everything may have happened.

const AGAIN = 5000; // milliseconds before one that was refused is tried once more

/**
 * @param {string} path of the page that is open
 * @param {Record<string, (data: any) => void>} hear what to do, by the kind of event; `again`: some may have been missed
 */
export function openEvents(path, hear) {
  let opened = 0;

  function open() {
    const events = new EventSource(`/api/events?path=${encodeURIComponent(path)}`);
    events.addEventListener("open", () => opened++ && hear.again?.(null));
    events.addEventListener("error", () => events.readyState === EventSource.CLOSED && setTimeout(open, AGAIN));
    for (const [kind, action] of Object.entries(hear)) {
      if (kind !== "again") events.addEventListener(kind, (event) => action(JSON.parse(event.data)));
    }
    window.addEventListener("pagehide", () => events.close(), { once: true });
  }

  open();
}
