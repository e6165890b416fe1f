export type Domaine = 'logement' | 'ressources' | 'emploi' | 'formation' | 'sante' | 'famille' | 'droits' | 'mobilite' | 'langue' | 'justice'
