/** The static checks, apart so that they are loaded after the first look. */
export { validateFlow } from "@switchyard/flow";
