/** The views of the intake screen, in the order of its tabs. The router knows them without loading the screen. */
export const INTAKE_VIEWS = ["quarantine", "reconciliation", "comparisons", "sources"] as const;
export type IntakeView = (typeof INTAKE_VIEWS)[number];
