import { useEffect } from 'react';
import { useSettings } from '../stores/app-context';
import { selectTheme } from '../stores/settings-store';

/** Writes the chosen theme on the root element, where the styles read it. */
export function ThemeKeeper() {
  const theme = useSettings(selectTheme);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  return null;
}
