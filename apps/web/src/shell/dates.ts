import dayjs from "dayjs";
import timezone from "dayjs/plugin/timezone";
import utc from "dayjs/plugin/utc";
import { useEffect } from "react";
import { useZone } from "./workspace.ts";

dayjs.extend(utc);
dayjs.extend(timezone);

/** dayjs for date pickers: what they call today, and now, is the workspace's, wherever the browser is. */
export function useDates(): typeof dayjs {
  const zone = useZone();
  useEffect(() => dayjs.tz.setDefault(zone), [zone]);
  return dayjs;
}
