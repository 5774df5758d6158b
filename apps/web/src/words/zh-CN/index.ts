import { designer } from "./designer.ts";
import { flows } from "./flows.ts";
import { forms } from "./forms.ts";
import { orders } from "./orders.ts";
import { sandbox } from "./sandbox.ts";
import { shell } from "./shell.ts";

const words = { ...shell, ...flows, ...designer, ...forms, ...orders, ...sandbox };
export default words;
