import { defineConfig } from "drizzle-kit";

/** `pnpm --filter @switchyard/store migration <what_it_does>` writes the next migration into drizzle/. */
export default defineConfig({
  dialect: "sqlite",
  schema: "./src/schema/sqlite.ts",
  out: "./drizzle",
  breakpoints: false,
});
