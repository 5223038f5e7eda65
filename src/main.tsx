import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/talk.css';
import './styles/panels.css';
import './styles/files.css';
import './styles/studio.css';
import './styles/cloning.css';
import './styles/script.css';
import { App } from './app/app';
import { createApp } from './app/create-app';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root".');
createRoot(root).render(<StrictMode><App app={createApp()} /></StrictMode>);
