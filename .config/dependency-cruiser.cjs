// Which room may import which (architecture: dependencies point one way). Run by .tools/check-dependencies.mjs.
const rooms = {
  logic: [],
  orders: ["logic"],
  flow: ["logic", "orders"],
  engine: ["logic", "orders", "flow"],
  analysis: ["logic", "orders", "flow", "engine"],
  phrases: ["logic", "orders", "flow", "engine"],
  templates: ["logic", "orders", "flow"],
  sandbox: ["logic", "orders", "flow", "engine"],
  store: ["logic", "orders", "flow", "engine"],
  connectors: ["logic", "orders", "flow", "engine"],
};
const group = (names) => names.join("|");

/** Rooms of the page, lowest first: each imports only what stands before it. `frame` alone knows them all. */
const webRooms = [
  "shell|words",
  "map",
  "settings",
  "why",
  "guide",
  "replays",
  "channels",
  "orders",
  "lots",
  "people",
  "todo",
  "designer",
  "versions",
  "flows",
  "upload",
  "intake",
  "recall",
  "sandbox",
  "templates",
  "boards",
  "tracking",
  "frame",
];

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "nothing-imports-an-app", severity: "error", from: { path: "^packages/" }, to: { path: "^apps/" } },
    {
      name: "web-knows-only-the-servers-types",
      severity: "error",
      from: { path: "^apps/web/" },
      to: { path: "^(apps/server|packages/store)/", dependencyTypesNot: ["type-only"] },
    },
    ...webRooms.slice(0, -1).map((room, place) => ({
      name: `web-${room}-points-one-way`,
      severity: "error",
      from: { path: `^apps/web/src/(${room})/`, pathNot: "\\.test\\.tsx?$" },
      to: { path: "^apps/web/src/", pathNot: `^apps/web/src/(${group(webRooms.slice(0, place + 1))})/` },
    })),
    {
      name: "web-rooms-have-a-place",
      comment: "A new room is named in `webRooms`.",
      severity: "error",
      from: { path: "^apps/web/src/[^/]+/", pathNot: `^apps/web/src/(${group(webRooms)})/` },
      to: {},
    },
    {
      name: "connectors-use-only-the-cores-types",
      severity: "error",
      from: { path: "^packages/connectors/", pathNot: "(\\.test\\.ts|/testing/)" },
      to: { path: "^packages/(logic|orders|flow|engine)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "only-doors-know-http",
      comment:
        "Whoever refuses throws a refusal; what goes over the wire is the matter of routes and of what starts them.",
      severity: "error",
      from: {
        path: "^apps/server/src/[^/]+/",
        pathNot: "(\\.test\\.ts$|^apps/server/src/(http|routes|runtime|testing)/)",
      },
      to: { path: "^apps/server/src/http/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "refusals-and-texts-know-no-other-room",
      severity: "error",
      from: { path: "^apps/server/src/(refusal|text)/", pathNot: "\\.test\\.ts$" },
      to: { path: "^apps/server/src/", pathNot: "^apps/server/src/(refusal|text)/" },
    },
    {
      name: "the-sandbox-loads-no-channel",
      comment: "A replay's process, whatever it imports, must not reach what sends messages or the outbox.",
      severity: "error",
      from: { path: "^apps/server/src/replay/child\\.ts$" },
      to: { path: "^packages/connectors/|^apps/server/src/(outbox|channels)/|nodemailer", reachable: true },
    },
    {
      name: "phrases-point-one-way",
      comment: "Its tests run what was understood on the real engine; the room itself knows no engine.",
      severity: "error",
      from: { path: "^packages/phrases/", pathNot: "(\\.test\\.ts|/testing/)" },
      to: { path: "^packages/", pathNot: "^packages/(phrases|logic|orders|flow)/" },
    },
    ...Object.entries(rooms).map(([room, allowed]) => ({
      name: `${room}-points-one-way`,
      severity: "error",
      from: { path: `^packages/${room}/` },
      to: { path: "^packages/", pathNot: `^packages/(${group([room, ...allowed])})/` },
    })),
    {
      name: "the-core-does-no-io",
      severity: "error",
      from: {
        path: "^packages/(logic|orders|flow|engine|analysis|phrases|sandbox|templates)/src/",
        pathNot: "(\\.test\\.ts|/testing/)",
      },
      to: { dependencyTypes: ["core"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|node_modules)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      conditionNames: ["@switchyard/source", "import", "types", "default"],
      exportsFields: ["exports"],
    },
  },
};
