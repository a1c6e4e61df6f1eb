export function openWriting() {}
