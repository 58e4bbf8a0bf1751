/** Debian's Chromium; Playwright's own is a download. CHROMIUM names another. */
export const chromiumPath: string = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Runs as root, and speaks to nobody but the page under test. */
export const chromiumFlags: readonly string[] = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
