/* The chosen colours, before anything is painted. */
try { const { scheme } = localStorage; if (scheme) document.documentElement.dataset.scheme = scheme; } catch {}
