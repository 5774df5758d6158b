import { createContext, useContext } from "react";

/** Whether a board stands on a wall: for eyes six metres away, and nobody at the keys. */
export const WallContext = createContext(false);
export const useWall = (): boolean => useContext(WallContext);
