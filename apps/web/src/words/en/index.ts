import { channels } from "./channels.ts";
import { declare } from "./declare.ts";
import { designer } from "./designer.ts";
import { differences } from "./differences.ts";
import { flows } from "./flows.ts";
import { forms } from "./forms.ts";
import { intake } from "./intake.ts";
import { orders } from "./orders.ts";
import { people } from "./people.ts";
import { recall } from "./recall.ts";
import { sandbox } from "./sandbox.ts";
import { sentence } from "./sentence.ts";
import { setup } from "./setup.ts";
import { shell } from "./shell.ts";
import { table } from "./table.ts";
import { templates } from "./templates.ts";
import { todo } from "./todo.ts";
import { together } from "./together.ts";
import { trial } from "./trial.ts";
import { versions } from "./versions.ts";
import { xray } from "./xray.ts";

const words: typeof import("../zh-CN/index.ts").default = {
  ...shell,
  ...setup,
  ...channels,
  ...flows,
  ...designer,
  ...forms,
  ...intake,
  ...orders,
  ...recall,
  ...sandbox,
  ...people,
  ...differences,
  ...table,
  ...todo,
  ...declare,
  ...together,
  ...trial,
  ...xray,
  ...sentence,
  ...versions,
  ...templates,
};
export default words;
