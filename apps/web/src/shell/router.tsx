/** Screens load when they are opened. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { readBoardsSearch } from "../boards/boards-search.ts";
import { readFiguresSearch } from "../boards/figures-search.ts";
import { INTAKE_VIEWS, type IntakeView } from "../intake/views.ts";
import { readOrderSearch } from "../orders/order-search.ts";
import { readJournalSearch } from "../people/journal-search.ts";
import { readTodoSearch } from "../todo/parts.ts";
import type { Room } from "../words/files.ts";
import { withWords } from "../words/load-words.ts";
import { patiently } from "./part.ts";
import { Home, NotFound, Shell } from "./Shell.tsx";
import { readOwnAddress, readPages, readWord } from "./search-read.ts";
import { Failure, Loading } from "./states.tsx";

/**
 * A component that is loaded when its address is opened, with the words of the rooms that it shows. Without a connection the
 * address waits for one.
 */
const screen = <Module extends Record<string, unknown>, Name extends keyof Module & string>(
  words: readonly Room[],
  load: () => Promise<Module>,
  name: Name,
) => lazyRouteComponent(() => patiently(withWords(words, load)), name);

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: Home,
});

const flows = createRoute({
  getParentRoute: () => root,
  path: "/flows",
  component: screen(["flows", "guide", "versions"], () => import("../flows/FlowsPage.tsx"), "FlowsPage"),
});

const designer = createRoute({
  getParentRoute: () => root,
  path: "/flows/$flowId",
  validateSearch: ({ node }: Record<string, unknown>): { node?: string } =>
    typeof node === "string" && node !== "" ? { node } : {},
  component: screen(["designer", "together"], () => import("../designer/DesignerPage.tsx"), "DesignerPage"),
});

const versions = createRoute({
  getParentRoute: () => root,
  path: "/flows/$flowId/versions",
  component: screen(
    ["designer", "publish", "recall", "together", "versions"],
    () => import("../versions/VersionsPage.tsx"),
    "VersionsPage",
  ),
});

const templates = [
  createRoute({
    getParentRoute: () => root,
    path: "/templates",
    component: screen(["settings", "templates"], () => import("../templates/TemplatesPage.tsx"), "TemplatesPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/templates/$templateId",
    component: screen(
      ["flows", "forms", "publish", "templates", "versions"],
      () => import("../templates/TemplatePage.tsx"),
      "TemplatePage",
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/flows/$flowId/template",
    component: screen(
      ["designer", "templates", "together", "versions"],
      () => import("../templates/MakeTemplatePage.tsx"),
      "MakeTemplatePage",
    ),
  }),
] as const;

const orders = createRoute({
  getParentRoute: () => root,
  path: "/orders",
  validateSearch: readOrderSearch,
  component: screen(["flows", "orders"], () => import("../orders/OrdersPage.tsx"), "OrdersPage"),
});

const order = createRoute({
  getParentRoute: () => root,
  path: "/orders/$orderId",
  component: screen(["designer", "orders", "people"], () => import("../orders/OrderPage.tsx"), "OrderPage"),
});

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

export interface IntakeSearch {
  view?: IntakeView;
  /** The report that is open in the view of comparisons. */
  comparison?: string;
  /** Of the quarantine: records of one source, and with something wrong in one field. */
  source?: string;
  field?: string;
  pages?: readonly string[];
}

const intake = createRoute({
  getParentRoute: () => root,
  path: "/intake",
  validateSearch: (search: Record<string, unknown>): IntakeSearch => {
    const view = INTAKE_VIEWS.find((one) => one === search.view);
    const comparison = readWord(search.comparison);
    const [source, field] = [readWord(search.source), readWord(search.field)];
    return {
      ...(view === undefined ? {} : { view }),
      ...(comparison === undefined ? {} : { comparison }),
      ...(source === undefined ? {} : { source }),
      ...(field === undefined ? {} : { field }),
      ...readPages(search.pages),
    };
  },
  component: screen(["intake", "orders", "setup"], () => import("../intake/IntakePage.tsx"), "IntakePage"),
});

export interface SandboxSearch {
  flow?: string;
  replay?: string;
  /** Empty: the workspace's own orders. */
  dataset?: string;
}

const sandbox = createRoute({
  getParentRoute: () => root,
  path: "/sandbox",
  validateSearch: (search: Record<string, unknown>): SandboxSearch => ({
    ...(typeof search.flow === "string" ? { flow: search.flow } : {}),
    ...(typeof search.replay === "string" ? { replay: search.replay } : {}),
    ...(typeof search.dataset === "string" ? { dataset: search.dataset } : {}),
  }),
  component: screen(["sandbox"], () => import("../sandbox/SandboxPage.tsx"), "SandboxPage"),
});

const datasets = createRoute({
  getParentRoute: () => root,
  path: "/sandbox/data",
  component: screen(["intake", "orders", "sandbox"], () => import("../sandbox/DatasetsPage.tsx"), "DatasetsPage"),
});

const recall = createRoute({
  getParentRoute: () => root,
  path: "/flows/$flowId/recall",
  component: screen(
    ["designer", "orders", "recall", "versions"],
    () => import("../recall/RecallPage.tsx"),
    "RecallPage",
  ),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  beforeLoad: () => {
    throw redirect({ to: "/settings/destinations" });
  },
});

const channels = createRoute({
  getParentRoute: () => root,
  path: "/settings/channels",
  component: screen(["channels", "settings"], () => import("../channels/ChannelsPage.tsx"), "ChannelsPage"),
});

const contacts = createRoute({
  getParentRoute: () => root,
  path: "/settings/contacts",
  component: screen(["channels", "settings"], () => import("../channels/ContactsPage.tsx"), "ContactsPage"),
});

const todo = createRoute({
  getParentRoute: () => root,
  path: "/todo",
  validateSearch: readTodoSearch,
  component: screen(["orders", "todo"], () => import("../todo/TodoPage.tsx"), "TodoPage"),
});

/** Settings that flows read. */
const setup = [
  createRoute({
    getParentRoute: () => root,
    path: "/settings/destinations",
    component: screen(["settings", "setup"], () => import("../settings/DestinationsPage.tsx"), "DestinationsPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/brands",
    component: screen(["settings", "setup"], () => import("../settings/BrandsPage.tsx"), "BrandsPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/brands/$brandId",
    component: screen(["settings", "setup"], () => import("../settings/BrandPage.tsx"), "BrandPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/people",
    component: screen(["settings", "setup"], () => import("../settings/PeoplePage.tsx"), "PeoplePage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/calendar",
    component: screen(["settings", "setup"], () => import("../settings/CalendarPage.tsx"), "CalendarPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/fields",
    component: screen(["settings", "setup"], () => import("../settings/FieldsPage.tsx"), "FieldsPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/customer-page",
    component: screen(["settings", "setup"], () => import("../settings/CustomerPagePage.tsx"), "CustomerPagePage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/backups",
    component: screen(["settings"], () => import("../settings/BackupsPage.tsx"), "BackupsPage"),
  }),
] as const;

/** Who belongs here, and pages before the door. */
const people = [
  createRoute({
    getParentRoute: () => root,
    path: "/settings/members",
    component: screen(
      ["channels", "people", "settings", "setup"],
      () => import("../people/MembersPage.tsx"),
      "MembersPage",
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/group",
    component: screen(["channels", "people", "settings"], () => import("../people/GroupPage.tsx"), "GroupPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/keys",
    component: screen(["channels", "people", "settings"], () => import("../people/KeysPage.tsx"), "KeysPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/journal",
    validateSearch: readJournalSearch,
    component: screen(["orders", "people", "settings"], () => import("../people/JournalPage.tsx"), "JournalPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/account",
    component: screen(["channels", "people"], () => import("../people/AccountPage.tsx"), "AccountPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/sign-in",
    validateSearch: (search: Record<string, unknown>): { invitation?: string; error?: string; back?: string } => ({
      ...(typeof search.invitation === "string" ? { invitation: search.invitation } : {}),
      ...readOwnAddress(search.back),
      ...(typeof search.error === "string" ? { error: search.error } : {}),
    }),
    component: screen(["people"], () => import("../people/EntryPages.tsx"), "SignInPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/set-up",
    validateSearch: (search: Record<string, unknown>): { code?: string } =>
      typeof search.code === "string" ? { code: search.code } : {},
    component: screen(["people"], () => import("../people/EntryPages.tsx"), "SetUpPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/invite/$token",
    component: screen(["people"], () => import("../people/EntryPages.tsx"), "InvitationPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/forgot",
    component: screen(["people"], () => import("../people/ResetPages.tsx"), "ForgotPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/reset/$token",
    component: screen(["people"], () => import("../people/ResetPages.tsx"), "ResetPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/track/$token",
    component: screen(["boards", "tracking"], () => import("../tracking/TrackingPage.tsx"), "TrackingPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/track/$token/promise",
    component: screen(["boards", "tracking"], () => import("../tracking/PromisePage.tsx"), "PromisePage"),
  }),
] as const;

const OUTBOX_STATES = ["pending", "delivered", "passed_on", "dead"] as const;
const outbox = createRoute({
  getParentRoute: () => root,
  path: "/settings/outbox",
  validateSearch: (
    search: Record<string, unknown>,
  ): { state?: (typeof OUTBOX_STATES)[number]; pages?: readonly string[] } => {
    const state = OUTBOX_STATES.find((one) => one === search.state);
    return { ...(state === undefined ? {} : { state }), ...readPages(search.pages) };
  },
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
    order,
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
  defaultPendingComponent: () => <Loading />,
  defaultErrorComponent: ({ error, reset }) => <Failure error={error} onRetry={reset} />,
  defaultPreload: "intent",
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
