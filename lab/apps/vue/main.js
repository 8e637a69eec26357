import { createApp } from 'vue';
import TramApp from './tram-app.vue';
import './style.css';

createApp(TramApp).mount('#app');
