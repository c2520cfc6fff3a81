import { createApp } from 'vue'
import './styles/fonts.css'
import './styles/tokens.css'
import './styles/components.css'
import './styles/app.css'
import App from './App.vue'

createApp(App).mount('#app')
