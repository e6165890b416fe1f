import './brouillon.ts'
import './clavier.ts'
import './envoi.ts'
