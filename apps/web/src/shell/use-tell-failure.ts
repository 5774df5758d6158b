import { useFailureText } from "./states.tsx";
import { toast } from "./toasts.ts";

/** Tells of what was asked for and failed, where there is no place beside it. */
export function useTellFailure(): (error: unknown) => void {
  const failureText = useFailureText();
  return (error) => toast("warn", failureText(error).title);
}
