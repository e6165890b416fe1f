export * from './affichage.tsx'
export * from './boutons.tsx'
export * from './cases.tsx'
export * from './champs.tsx'
export * from './filtre.tsx'
export * from './form.tsx'
export {
  avecRefus,
  type FormState,
  lignesDe,
  textesDe,
  valeur,
  valeurBrute,
  valeurs,
  versionDuFormulaire,
} from './form-state.ts'
export { Galerie } from './gallery.tsx'
export { Icone } from './icons.tsx'
export { Layout, SansScript } from './layout.tsx'
export { adresseDeListe, CadreDeListe, DUnAgent, ListeEnLignes, ListeEnTableau } from './liste.tsx'
export { PageErreur, PageFermee } from './pages.tsx'
export {
  CLE_PLACEHOLDER,
  JETON_PLACEHOLDER,
  PORTEUR_PLACEHOLDER,
  SANS_SCRIPT_PLACEHOLDER,
} from './placeholders.ts'
export { Porte, Portes } from './porte.tsx'
export { adresse, type Colonne, Tableau } from './table.tsx'
export * from './temps.tsx'
export * from './texte.tsx'
