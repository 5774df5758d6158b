import { readOwnAddress } from "../shell/search-read.ts";

/** It stands in the address. */
export interface SignInSearch {
  /** To be taken up once the person is in. */
  invitation?: string | undefined;
  /** Why the company's own identity did not let the person in. */
  error?: string;
  /** The page of ours for which they came. */
  back?: string | undefined;
}

export const readSignInSearch = (search: Record<string, unknown>): SignInSearch => ({
  ...(typeof search.invitation === "string" ? { invitation: search.invitation } : {}),
  ...readOwnAddress(search.back),
  ...(typeof search.error === "string" ? { error: search.error } : {}),
});
