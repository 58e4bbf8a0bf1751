import type { Package } from "../attestation.ts";

/** What the bills of materials of the application's images list. */
export const applicationPackages: readonly Package[] = [
  {
    name: "base-files",
    version: "12.4+deb12u8",
    purl: "pkg:deb/debian/base-files",
    licence: "GPL-2.0-or-later",
  },
  {
    name: "busybox-static",
    version: "1.35.0-4",
    purl: "pkg:deb/debian/busybox-static",
    licence: "GPL-2.0-only",
  },
  { name: "netbase", version: "6.4", purl: "pkg:deb/debian/netbase", licence: "GPL-2.0-only" },
  { name: "express", version: "5.1.0", purl: "pkg:npm/express", licence: "MIT" },
  { name: "pino", version: "9.7.0", purl: "pkg:npm/pino", licence: "MIT" },
  { name: "undici", version: "7.16.0", purl: "pkg:npm/undici", licence: "MIT" },
  { name: "zod", version: "4.1.5", purl: "pkg:npm/zod", licence: "MIT" },
];
