const CANCELLED =
  /^(?:[\d\s.,~–-]|to|and|claims?)*[[(（【<\s]*(?:삭제(?:\s?(?:됨|함|된\s?청구항))?|(?:claims?\s+)?(?:is\s+|are\s+|been\s+|has been\s+)?(?:cancel(?:l)?ed|deleted)|削除|删除|刪除|取消)(?:\s*<[^>]*>)?[\])）】>\s.。]*$/i;

/** Whether the text of a claim only says that the claim is gone: 삭제, (canceled), 【削除】. */
export function isCancelledText(text: string): boolean {
  return text.length < 60 && CANCELLED.test(text);
}
