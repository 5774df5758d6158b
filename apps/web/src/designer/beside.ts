/** What stands beside the drawing: fetched while that is drawn, and shown after the first look. */
export { Inspector } from "./inspector/Inspector.tsx";
export { Palette } from "./palette/Palette.tsx";
export { QuickAdd } from "./palette/QuickAdd.tsx";
