import { mount } from 'svelte';
import MastApp from './mast-app.svelte';
import './style.css';

mount(MastApp, { target: document.getElementById('app') });
