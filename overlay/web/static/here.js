/**
 * Whether an address leads nowhere but to this computer itself.
 *
 *   onlyHere("http://127.0.0.1:8801/")   true; also without "http://", and for no address at all
 */
const HERE = /^(?:https?:\/\/)?(?:127(?:\.\d+){3}|\[::1\]|localhost)?(?::\d+)?(?:[/#?]|$)/i;

export const onlyHere = (address) => HERE.test(address ?? "");
