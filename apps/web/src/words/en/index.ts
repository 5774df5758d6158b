import type * as zh from "../zh-CN/index.ts";
import { boards } from "./boards.ts";
import { changes } from "./changes.ts";
import { channels } from "./channels.ts";
import { checks } from "./checks.ts";
import { declare } from "./declare.ts";
import { designer } from "./designer.ts";
import { desk } from "./desk.ts";
import { differences } from "./differences.ts";
import { figures } from "./figures.ts";
import { flows } from "./flows.ts";
import { forms } from "./forms.ts";
import { guide } from "./guide.ts";
import { intake } from "./intake.ts";
import { lots } from "./lots.ts";
import { map } from "./map.ts";
import { orders } from "./orders.ts";
import { panels } from "./panels.ts";
import { paper } from "./paper.ts";
import { people } from "./people.ts";
import { publish } from "./publish.ts";
import { recall } from "./recall.ts";
import { reports } from "./reports.ts";
import { sandbox } from "./sandbox.ts";
import { sentence } from "./sentence.ts";
import { settings } from "./settings.ts";
import { setup } from "./setup.ts";
import { shell } from "./shell.ts";
import { table } from "./table.ts";
import { templates } from "./templates.ts";
import { todo } from "./todo.ts";
import { together } from "./together.ts";
import { tracking } from "./tracking.ts";
import { trial } from "./trial.ts";
import { typing } from "./typing.ts";
import { versions } from "./versions.ts";
import { xray } from "./xray.ts";

export const rooms: typeof zh.rooms = {
  shell,
  settings,
  setup,
  channels,
  flows,
  designer,
  panels,
  publish,
  forms,
  guide,
  intake,
  orders,
  map,
  lots,
  typing,
  desk,
  changes,
  paper,
  boards,
  figures,
  checks,
  reports,
  recall,
  sandbox,
  people,
  differences,
  table,
  todo,
  declare,
  together,
  tracking,
  trial,
  xray,
  sentence,
  versions,
  templates,
};

const words: typeof zh.default = {
  ...rooms.shell,
  ...rooms.settings,
  ...rooms.setup,
  ...rooms.channels,
  ...rooms.flows,
  ...rooms.designer,
  ...rooms.panels,
  ...rooms.publish,
  ...rooms.forms,
  ...rooms.guide,
  ...rooms.intake,
  ...rooms.orders,
  ...rooms.map,
  ...rooms.lots,
  ...rooms.typing,
  ...rooms.desk,
  ...rooms.changes,
  ...rooms.paper,
  ...rooms.boards,
  ...rooms.figures,
  ...rooms.checks,
  ...rooms.reports,
  ...rooms.recall,
  ...rooms.sandbox,
  ...rooms.people,
  ...rooms.differences,
  ...rooms.table,
  ...rooms.todo,
  ...rooms.declare,
  ...rooms.together,
  ...rooms.tracking,
  ...rooms.trial,
  ...rooms.xray,
  ...rooms.sentence,
  ...rooms.versions,
  ...rooms.templates,
};
export default words;
