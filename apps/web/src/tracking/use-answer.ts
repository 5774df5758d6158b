import { useMutation } from "@tanstack/react-query";
import { queryClient } from "../shell/query.ts";
import { type CustomerAnswer, trackedKey, trackingApi } from "./tracking-api.ts";

/** The page as it is after the answer comes with it. */
export const useAnswer = (token: string) =>
  useMutation({
    mutationFn: (answer: CustomerAnswer) => trackingApi.answer(token, answer),
    onSuccess: (tracked) => queryClient.setQueryData(trackedKey(token), tracked),
  });
