/** Days of the workspace's calendar as instants. */
import { startOfDay } from "@switchyard/orders";

const HOUR = 3_600_000;
/** Where the day after `day` begins. Noon of the next day is in the next day, whatever the clocks do. */
export const endOfDay = (day: string, zone: string): number => startOfDay(startOfDay(day, zone) + 36 * HOUR, zone);
