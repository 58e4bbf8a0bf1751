/**
 * The rooms of docs/architecture.md: a folder imports only from those below it.
 * `order` is the list from the top; each room may know every later one and itself.
 */
const order = [
  "app",
  "components",
  "i18n",
  "lib/http",
  "lib/access",
  "lib/retention",
  "lib/cleanup",
  "lib/activity",
  "lib/index",
  "lib/audit",
  "lib/settings",
  "lib/jobs",
  "lib/db",
  "lib/registry",
  "lib/oci",
];

const rooms = order.map((room, position) => ({
  name: `${room.replace("/", "-")}-knows-only-rooms-below`,
  severity: "error",
  from: { path: `^${room}/` },
  to: { path: `^(${order.slice(0, position).join("|") || "^$"})/` },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...rooms.slice(1),
    {
      name: "no-circles",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "lib-without-react-or-next",
      comment: "lib/ can be run by a script, a test or a worker; only its edge knows Next.",
      severity: "error",
      from: { path: "^lib/", pathNot: "^lib/http/" },
      to: { path: "^node_modules/(react|react-dom|next|next-intl)/" },
    },
    {
      name: "oci-is-pure",
      comment: "lib/oci runs in the browser too.",
      severity: "error",
      from: { path: "^lib/oci/", pathNot: "\\.test\\.ts$" },
      to: { pathNot: "^(lib/oci/|node_modules/(zod|semver|yaml)/)" },
    },
    {
      name: "client-components-do-not-reach-the-server",
      comment:
        "What a component may take from lib besides the pure lib/oci are types; those vanish at build time.",
      severity: "error",
      from: { path: "^components/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^lib/(?!oci/)", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "the-command-line-speaks-http",
      comment: "cli/ runs on another machine than the server: besides the pure lib/oci it takes types alone.",
      severity: "error",
      from: { path: "^cli/" },
      to: { path: "^(app|components|i18n|lib/(?!oci/))", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "nothing-imports-app",
      severity: "error",
      from: { pathNot: "^app/" },
      to: { path: "^app/" },
    },
    {
      name: "not-to-unresolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    parser: "swc",
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".css"],
    },
  },
};
