/** Screens load when they are opened. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { readBoardsSearch } from "../boards/boards-search.ts";
import { readFiguresSearch } from "../boards/figures-search.ts";
import { readOutboxSearch } from "../channels/outbox-search.ts";
import { readIntakeSearch } from "../intake/views.ts";
import { readOrderSearch } from "../orders/order-search.ts";
import { readJournalSearch } from "../people/journal-search.ts";
import { readSignInSearch } from "../people/sign-in-search.ts";
import { readSandboxSearch } from "../sandbox/sandbox-search.ts";
import { patiently } from "../shell/part.ts";
import { Failure, Loading } from "../shell/states.tsx";
import { readTodoSearch } from "../todo/parts.ts";
import type { Room } from "../words/files.ts";
import { withWords } from "../words/load-words.ts";
import { Frame, Home, NotFound } from "./Frame.tsx";

/**
 * A component that is loaded when its address is opened, with the words of the rooms that it shows. Without a connection the
 * address waits for one.
 */
const screen = <Module extends Record<string, unknown>, Name extends keyof Module & string>(
  words: readonly Room[],
  load: () => Promise<Module>,
  name: Name,
) => lazyRouteComponent(() => patiently(withWords(words, load)), name);

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound });

/** An address that says nothing more than which screen it is. */
const page = <const Path extends string>(path: Path, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => root, path, component });

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: Home,
});

const flows = page(
  "/flows",
  screen(["flows", "guide", "versions"], () => import("../flows/FlowsPage.tsx"), "FlowsPage"),
);

const designer = createRoute({
  getParentRoute: () => root,
  path: "/flows/$flowId",
  validateSearch: ({ node }: Record<string, unknown>): { node?: string } =>
    typeof node === "string" && node !== "" ? { node } : {},
  component: screen(["designer", "together"], () => import("../designer/DesignerPage.tsx"), "DesignerPage"),
});

const versions = page(
  "/flows/$flowId/versions",
  screen(
    ["designer", "publish", "recall", "together", "versions"],
    () => import("../versions/VersionsPage.tsx"),
    "VersionsPage",
  ),
);

const templates = [
  page(
    "/templates",
    screen(["settings", "templates"], () => import("../templates/TemplatesPage.tsx"), "TemplatesPage"),
  ),
  page(
    "/templates/$templateId",
    screen(
      ["flows", "forms", "publish", "templates", "versions"],
      () => import("../templates/TemplatePage.tsx"),
      "TemplatePage",
    ),
  ),
  page(
    "/flows/$flowId/template",
    screen(
      ["designer", "templates", "together", "versions"],
      () => import("../templates/MakeTemplatePage.tsx"),
      "MakeTemplatePage",
    ),
  ),
] as const;

const orders = createRoute({
  getParentRoute: () => root,
  path: "/orders",
  validateSearch: readOrderSearch,
  component: screen(["flows", "orders"], () => import("../orders/OrdersPage.tsx"), "OrdersPage"),
});

const newOrder = page(
  "/orders/new",
  screen(["typing"], () => import("../orders/NewOrderPage.tsx"), "NewOrderPage"),
);
const desk = [
  page(
    "/desk",
    screen(["desk", "orders"], () => import("../orders/DeskPage.tsx"), "DeskPage"),
  ),
  createRoute({
    getParentRoute: () => root,
    path: "/orders/$orderId/label",
    validateSearch: ({ print }: Record<string, unknown>): { print?: true } => (print === true ? { print } : {}),
    component: screen(["desk", "orders", "paper"], () => import("../orders/LabelPage.tsx"), "LabelPage"),
  }),
] as const;
const order = page(
  "/orders/$orderId",
  screen(
    ["changes", "designer", "lots", "map", "orders", "people"],
    () => import("../orders/OrderPage.tsx"),
    "OrderPage",
  ),
);
const orderVersions = [
  page(
    "/orders/$orderId/versions",
    screen(["changes", "orders"], () => import("../orders/VersionsPage.tsx"), "VersionsPage"),
  ),
  page(
    "/orders/$orderId/changes/$seq",
    screen(["changes", "orders", "paper"], () => import("../orders/ChangePage.tsx"), "ChangePage"),
  ),
] as const;

/** Chains of lots: scanned here, told as reports. */
const lots = [
  createRoute({
    getParentRoute: () => root,
    path: "/lots",
    validateSearch: ({ to }: Record<string, unknown>): { to?: string } => (to ? { to: String(to) } : {}),
    component: screen(["lots"], () => import("../lots/LotsPage.tsx"), "LotsPage"),
  }),
  page(
    "/lots/$lot",
    screen(["lots", "orders", "paper"], () => import("../lots/TracePage.tsx"), "LotTracePage"),
  ),
  page(
    "/orders/$orderId/trace",
    screen(["lots", "orders", "paper"], () => import("../lots/TracePage.tsx"), "OrderTracePage"),
  ),
] as const;

/** The frame, and in it the boards of `../boards/boards.ts`. */
const boards = createRoute({
  getParentRoute: () => root,
  path: "/boards",
  validateSearch: readBoardsSearch,
  component: screen(["boards"], () => import("../boards/BoardsPage.tsx"), "BoardsPage"),
});
const eachBoard = [
  createRoute({
    getParentRoute: () => boards,
    path: "/",
    component: screen(["boards", "orders", "todo"], () => import("../boards/DeliveryBoard.tsx"), "DeliveryBoard"),
  }),
  createRoute({
    getParentRoute: () => boards,
    path: "/deadlines",
    component: screen(["boards", "orders"], () => import("../boards/DeadlinesBoard.tsx"), "DeadlinesBoard"),
  }),
  createRoute({
    getParentRoute: () => boards,
    path: "/map",
    component: screen(["boards", "map", "orders"], () => import("../boards/MapBoard.tsx"), "MapBoard"),
  }),
  createRoute({
    getParentRoute: () => boards,
    path: "/steps",
    component: screen(["boards", "orders"], () => import("../boards/StepsBoard.tsx"), "StepsBoard"),
  }),
  createRoute({
    getParentRoute: () => boards,
    path: "/trend",
    component: screen(["boards"], () => import("../boards/TrendBoard.tsx"), "TrendBoard"),
  }),
  createRoute({
    getParentRoute: () => boards,
    path: "/figures",
    validateSearch: readFiguresSearch,
    component: screen(["boards", "figures"], () => import("../boards/FiguresBoard.tsx"), "FiguresBoard"),
  }),
] as const;

const intake = createRoute({
  getParentRoute: () => root,
  path: "/intake",
  validateSearch: readIntakeSearch,
  component: screen(["intake", "orders", "setup"], () => import("../intake/IntakePage.tsx"), "IntakePage"),
});

const sandbox = createRoute({
  getParentRoute: () => root,
  path: "/sandbox",
  validateSearch: readSandboxSearch,
  component: screen(["sandbox"], () => import("../sandbox/SandboxPage.tsx"), "SandboxPage"),
});

const datasets = page(
  "/sandbox/data",
  screen(["intake", "orders", "sandbox"], () => import("../sandbox/DatasetsPage.tsx"), "DatasetsPage"),
);

const recall = page(
  "/flows/$flowId/recall",
  screen(["designer", "orders", "recall", "versions"], () => import("../recall/RecallPage.tsx"), "RecallPage"),
);

const settings = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  beforeLoad: () => {
    throw redirect({ to: "/settings/destinations" });
  },
});

const channels = page(
  "/settings/channels",
  screen(["channels", "settings"], () => import("../channels/ChannelsPage.tsx"), "ChannelsPage"),
);

const contacts = page(
  "/settings/contacts",
  screen(["channels", "settings"], () => import("../channels/ContactsPage.tsx"), "ContactsPage"),
);

const todo = createRoute({
  getParentRoute: () => root,
  path: "/todo",
  validateSearch: readTodoSearch,
  component: screen(["orders", "todo"], () => import("../todo/TodoPage.tsx"), "TodoPage"),
});

/** Settings that flows read. */
const setup = [
  page(
    "/settings/destinations",
    screen(["settings", "setup"], () => import("../settings/DestinationsPage.tsx"), "DestinationsPage"),
  ),
  page(
    "/settings/brands",
    screen(["settings", "setup"], () => import("../settings/BrandsPage.tsx"), "BrandsPage"),
  ),
  page(
    "/settings/brands/$brandId",
    screen(["settings", "setup"], () => import("../settings/BrandPage.tsx"), "BrandPage"),
  ),
  page(
    "/settings/people",
    screen(["settings", "setup"], () => import("../settings/PeoplePage.tsx"), "PeoplePage"),
  ),
  page(
    "/settings/calendar",
    screen(["settings", "setup"], () => import("../settings/CalendarPage.tsx"), "CalendarPage"),
  ),
  page(
    "/settings/fields",
    screen(["settings", "setup"], () => import("../settings/FieldsPage.tsx"), "FieldsPage"),
  ),
  page(
    "/settings/customer-page",
    screen(["settings", "setup"], () => import("../settings/CustomerPagePage.tsx"), "CustomerPagePage"),
  ),
  page(
    "/settings/backups",
    screen(["settings"], () => import("../settings/BackupsPage.tsx"), "BackupsPage"),
  ),
] as const;

/** Who belongs here, and pages before the door. */
const people = [
  page(
    "/settings/members",
    screen(["channels", "people", "settings", "setup"], () => import("../people/MembersPage.tsx"), "MembersPage"),
  ),
  page(
    "/settings/group",
    screen(["channels", "people", "settings"], () => import("../people/GroupPage.tsx"), "GroupPage"),
  ),
  page(
    "/settings/keys",
    screen(["channels", "people", "settings"], () => import("../people/KeysPage.tsx"), "KeysPage"),
  ),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/journal",
    validateSearch: readJournalSearch,
    component: screen(["orders", "people", "settings"], () => import("../people/JournalPage.tsx"), "JournalPage"),
  }),
  page(
    "/account",
    screen(["channels", "people"], () => import("../people/AccountPage.tsx"), "AccountPage"),
  ),
  createRoute({
    getParentRoute: () => root,
    path: "/sign-in",
    validateSearch: readSignInSearch,
    component: screen(["people"], () => import("../people/EntryPages.tsx"), "SignInPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/set-up",
    validateSearch: (search: Record<string, unknown>): { code?: string } =>
      typeof search.code === "string" ? { code: search.code } : {},
    component: screen(["people"], () => import("../people/EntryPages.tsx"), "SetUpPage"),
  }),
  page(
    "/invite/$token",
    screen(["people"], () => import("../people/EntryPages.tsx"), "InvitationPage"),
  ),
  page(
    "/forgot",
    screen(["people"], () => import("../people/ResetPages.tsx"), "ForgotPage"),
  ),
  page(
    "/reset/$token",
    screen(["people"], () => import("../people/ResetPages.tsx"), "ResetPage"),
  ),
  page(
    "/track/$token",
    screen(["boards", "map", "tracking"], () => import("../tracking/TrackingPage.tsx"), "TrackingPage"),
  ),
  page(
    "/track/$token/promise",
    screen(["boards", "map", "paper", "tracking"], () => import("../tracking/PromisePage.tsx"), "PromisePage"),
  ),
] as const;

const outbox = createRoute({
  getParentRoute: () => root,
  path: "/settings/outbox",
  validateSearch: readOutboxSearch,
  component: screen(["channels", "settings"], () => import("../channels/OutboxPage.tsx"), "OutboxPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    flows,
    designer,
    versions,
    ...templates,
    orders,
    newOrder,
    ...desk,
    order,
    ...orderVersions,
    ...lots,
    boards.addChildren([...eachBoard]),
    intake,
    todo,
    sandbox,
    datasets,
    recall,
    settings,
    channels,
    contacts,
    ...setup,
    ...people,
    outbox,
  ]),
  defaultPendingComponent: () => <Loading isPart />,
  defaultErrorComponent: ({ error, reset }) => <Failure error={error} onRetry={reset} />,
  defaultPreload: "intent",
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
