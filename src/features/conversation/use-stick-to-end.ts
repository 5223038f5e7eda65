import { useCallback, useEffect, useRef, useState } from 'react';

const NEAR_END_PX = 80;

/** Keeps the newest line in sight while text grows, until the person scrolls up to read. */
export function useStickToEnd() {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const [isAtEnd, setIsAtEnd] = useState(true);
  const jumpToEnd = useCallback(() => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, []);
  useEffect(() => {
    const element = scroller.current;
    const inner = content.current;
    if (!element || !inner) return;
    const listening = new AbortController();
    element.addEventListener('scroll', () => {
      sticks.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX;
      setIsAtEnd(sticks.current);
    }, { signal: listening.signal, passive: true });
    const observer = new ResizeObserver(() => {
      if (sticks.current) jumpToEnd();
    });
    observer.observe(inner);
    observer.observe(element);
    return () => {
      listening.abort();
      observer.disconnect();
    };
  }, [jumpToEnd]);
  return { scroller, content, isAtEnd, jumpToEnd };
}
