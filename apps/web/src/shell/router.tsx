/** Screens load when they are opened. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { TODO_PARTS, type TodoPart } from "../todo/parts.ts";
import { NotFound, Shell } from "./Shell.tsx";
import { Failure, Loading } from "./states.tsx";

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/flows" });
  },
});

const flows = createRoute({
  getParentRoute: () => root,
  path: "/flows",
  component: lazyRouteComponent(() => import("../flows/FlowsPage.tsx"), "FlowsPage"),
});

const designer = createRoute({
  getParentRoute: () => root,
  path: "/flows/$flowId",
  component: lazyRouteComponent(() => import("../designer/DesignerPage.tsx"), "DesignerPage"),
});

const versions = createRoute({
  getParentRoute: () => root,
  path: "/flows/$flowId/versions",
  component: lazyRouteComponent(() => import("../versions/VersionsPage.tsx"), "VersionsPage"),
});

const templates = [
  createRoute({
    getParentRoute: () => root,
    path: "/templates",
    component: lazyRouteComponent(() => import("../templates/TemplatesPage.tsx"), "TemplatesPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/templates/$templateId",
    component: lazyRouteComponent(() => import("../templates/TemplatePage.tsx"), "TemplatePage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/flows/$flowId/template",
    component: lazyRouteComponent(() => import("../templates/MakeTemplatePage.tsx"), "MakeTemplatePage"),
  }),
] as const;

const orders = createRoute({
  getParentRoute: () => root,
  path: "/orders",
  component: lazyRouteComponent(() => import("../orders/OrdersPage.tsx"), "OrdersPage"),
});

const order = createRoute({
  getParentRoute: () => root,
  path: "/orders/$orderId",
  component: lazyRouteComponent(() => import("../orders/OrderPage.tsx"), "OrderPage"),
});

const intake = createRoute({
  getParentRoute: () => root,
  path: "/intake",
  component: lazyRouteComponent(() => import("../intake/IntakePage.tsx"), "IntakePage"),
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
  component: lazyRouteComponent(() => import("../sandbox/SandboxPage.tsx"), "SandboxPage"),
});

const datasets = createRoute({
  getParentRoute: () => root,
  path: "/sandbox/data",
  component: lazyRouteComponent(() => import("../sandbox/DatasetsPage.tsx"), "DatasetsPage"),
});

const recall = createRoute({
  getParentRoute: () => root,
  path: "/flows/$flowId/recall",
  component: lazyRouteComponent(() => import("../recall/RecallPage.tsx"), "RecallPage"),
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
  component: lazyRouteComponent(() => import("../channels/ChannelsPage.tsx"), "ChannelsPage"),
});

const contacts = createRoute({
  getParentRoute: () => root,
  path: "/settings/contacts",
  component: lazyRouteComponent(() => import("../channels/ContactsPage.tsx"), "ContactsPage"),
});

const todo = createRoute({
  getParentRoute: () => root,
  path: "/todo",
  validateSearch: (search: Record<string, unknown>): { part?: TodoPart } => {
    const part = TODO_PARTS.find((one) => one === search.part);
    return part === undefined ? {} : { part };
  },
  component: lazyRouteComponent(() => import("../todo/TodoPage.tsx"), "TodoPage"),
});

/** Settings that flows read. */
const setup = [
  createRoute({
    getParentRoute: () => root,
    path: "/settings/destinations",
    component: lazyRouteComponent(() => import("../settings/DestinationsPage.tsx"), "DestinationsPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/brands",
    component: lazyRouteComponent(() => import("../settings/BrandsPage.tsx"), "BrandsPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/brands/$brandId",
    component: lazyRouteComponent(() => import("../settings/BrandPage.tsx"), "BrandPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/people",
    component: lazyRouteComponent(() => import("../settings/PeoplePage.tsx"), "PeoplePage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/calendar",
    component: lazyRouteComponent(() => import("../settings/CalendarPage.tsx"), "CalendarPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/fields",
    component: lazyRouteComponent(() => import("../settings/FieldsPage.tsx"), "FieldsPage"),
  }),
] as const;

/** Who belongs here, and pages before the door. */
const people = [
  createRoute({
    getParentRoute: () => root,
    path: "/settings/members",
    component: lazyRouteComponent(() => import("../people/MembersPage.tsx"), "MembersPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/group",
    component: lazyRouteComponent(() => import("../people/GroupPage.tsx"), "GroupPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/keys",
    component: lazyRouteComponent(() => import("../people/KeysPage.tsx"), "KeysPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/journal",
    component: lazyRouteComponent(() => import("../people/JournalPage.tsx"), "JournalPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/account",
    component: lazyRouteComponent(() => import("../people/AccountPage.tsx"), "AccountPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/sign-in",
    validateSearch: (search: Record<string, unknown>): { invitation?: string; error?: string } => ({
      ...(typeof search.invitation === "string" ? { invitation: search.invitation } : {}),
      ...(typeof search.error === "string" ? { error: search.error } : {}),
    }),
    component: lazyRouteComponent(() => import("../people/EntryPages.tsx"), "SignInPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/set-up",
    validateSearch: (search: Record<string, unknown>): { code?: string } =>
      typeof search.code === "string" ? { code: search.code } : {},
    component: lazyRouteComponent(() => import("../people/EntryPages.tsx"), "SetUpPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/invite/$token",
    component: lazyRouteComponent(() => import("../people/EntryPages.tsx"), "InvitationPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/forgot",
    component: lazyRouteComponent(() => import("../people/ResetPages.tsx"), "ForgotPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/reset/$token",
    component: lazyRouteComponent(() => import("../people/ResetPages.tsx"), "ResetPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/track/$token",
    component: lazyRouteComponent(() => import("../people/TrackingPage.tsx"), "TrackingPage"),
  }),
] as const;

const OUTBOX_STATES = ["pending", "delivered", "passed_on", "dead"] as const;
const outbox = createRoute({
  getParentRoute: () => root,
  path: "/settings/outbox",
  validateSearch: (search: Record<string, unknown>): { state?: (typeof OUTBOX_STATES)[number] } => {
    const state = OUTBOX_STATES.find((one) => one === search.state);
    return state === undefined ? {} : { state };
  },
  component: lazyRouteComponent(() => import("../channels/OutboxPage.tsx"), "OutboxPage"),
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
