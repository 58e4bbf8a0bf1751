import type { Platform } from "./descriptor.ts";

/** A platform as `docker --platform` takes it: `linux/arm64/v8`, with `os.version` behind it where there is one. */
export function formatPlatform(platform: Platform): string {
  const variant = platform.variant === undefined || platform.variant === "" ? "" : `/${platform.variant}`;
  const version = platform["os.version"] === undefined ? "" : ` (${platform["os.version"]})`;
  return `${platform.os}/${platform.architecture}${variant}${version}`;
}

/** Whether a platform is the `unknown/unknown` that BuildKit gives attestation manifests inside an index. */
export function isUnknownPlatform(platform: Platform): boolean {
  return platform.os === "unknown" && platform.architecture === "unknown";
}
