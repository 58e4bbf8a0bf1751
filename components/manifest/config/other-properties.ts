/** What the page shows of a config elsewhere: in the overview, the history and the rest of this view. */
const shownElsewhere = new Set([
  ...["created", "author", "os", "os.version", "os.features", "architecture", "variant", "rootfs", "history"],
  ...["User", "ExposedPorts", "Env", "Entrypoint", "Cmd", "Volumes", "WorkingDir", "Labels", "StopSignal"],
  ...["Shell", "OnBuild", "Healthcheck"],
]);

/**
 * What is left of a config's JSON: `docker_version`, `container`, `Hostname`, BuildKit's own, … as keys with their JSON.
 * Docker fills many properties with nothing; those are left out.
 */
export function otherProperties(rawConfig: string): readonly (readonly [key: string, value: string])[] {
  let json: unknown;
  try {
    json = JSON.parse(rawConfig);
  } catch {
    return [];
  }
  if (!isRecord(json)) return [];
  const { config, ...top } = json;
  const inside = isRecord(config)
    ? Object.entries(config).map(([key, value]) => [`config.${key}`, value] as const)
    : [];
  return [...Object.entries(top), ...inside].flatMap(([key, value]) => {
    const name = key.replace(/^config\./, "");
    if (shownElsewhere.has(name) || isNothing(value)) return [];
    return [[key, typeof value === "string" ? value : JSON.stringify(value)] as const];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNothing(value: unknown): boolean {
  if (value === null || value === "" || value === false) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
