// Runs in the page that the preview shows.
