import type { Domaine } from './types.ts'

/** What invented entretiens, évaluations and plans say, by domain of life. */
type Propos = {
  recits: string[]
  appuis: string[]
  obstacles: string[]
  paroles: string[]
  objectifs: string[]
  etapes: string[]
  partenaires: string[]
}
export const propos: Record<Domaine, Propos> = {
  logement: {
    recits: [
      'La demande de logement avance : la commission se réunit le mois prochain. La chambre actuelle est calme.',
      'L’hébergement chez un ami prend fin bientôt. Nous avons appelé le 115 et relancé le SIAO ensemble.',
    ],
    appuis: ['Paie son loyer chaque mois.', 'Sa sœur peut l’héberger quelques semaines.'],
    obstacles: ['Pas de bail à son nom.', 'Aucune place avant deux mois.'],
    paroles: [
      'Je veux un endroit à moi, même petit.',
      'Tant que je n’ai pas d’adresse, tout bloque.',
    ],
    objectifs: ['Trouver un logement stable', 'Garder le logement actuel'],
    etapes: ['Déposer la demande SIAO', 'Réunir les quittances', 'Visiter le foyer'],
    partenaires: ['SIAO', 'bailleur social', 'CCAS'],
  },
  ressources: {
    recits: [
      'Le RSA est ouvert. Le plan de remboursement est tenu depuis trois mois.',
      'Les comptes sont difficiles en fin de mois. Un point budget est prévu avec l’assistante sociale du secteur.',
    ],
    appuis: ['Sait tenir ses comptes.', 'A ouvert un compte à son nom.'],
    obstacles: ['Dossier CAF incomplet.', 'Dette ancienne envers la caisse.'],
    paroles: ['Je rembourse un peu chaque mois, j’y tiens.', 'Je n’ose plus ouvrir le courrier.'],
    objectifs: ['Ouvrir les droits au RSA', 'Rembourser à un rythme tenable'],
    etapes: ['Prendre contact avec la CAF', 'Établir un budget', 'Demander un échéancier'],
    partenaires: ['CAF', 'conseil départemental', 'Banque de France'],
  },
  emploi: {
    recits: [
      'La mission d’intérim est prolongée. Les horaires permettent de venir le mardi.',
      'L’entretien avec le chantier d’insertion s’est bien passé ; réponse la semaine prochaine.',
    ],
    appuis: ['Dix ans d’expérience en maçonnerie.', 'Ponctuel, apprécié de son chef d’équipe.'],
    obstacles: ['Pas de permis pour les chantiers éloignés.', 'Deux ans sans activité.'],
    paroles: ['Quand je travaille, je dors.', 'On m’a donné ma chance, je ne vais pas la gâcher.'],
    objectifs: ['Retrouver un emploi', 'Consolider le contrat actuel'],
    etapes: ['S’inscrire à France Travail', 'Refaire le CV', 'Rencontrer le chantier d’insertion'],
    partenaires: ['France Travail', 'Mission locale', 'chantier d’insertion'],
  },
  formation: {
    recits: [
      'La formation de cariste commence en janvier. Le dossier est accepté.',
      'La remise à niveau en français plaît ; la demande est de continuer.',
    ],
    appuis: ['Apprend vite par la pratique.', 'A gardé ses diplômes.'],
    obstacles: ['N’ose pas retourner en classe.', 'Aucune session à moins d’une heure de bus.'],
    paroles: [
      'Je veux un métier, pas juste un travail.',
      'L’école, ça n’a jamais été pour moi. Là, c’est différent.',
    ],
    objectifs: ['Entrer en formation', 'Finir la formation commencée'],
    etapes: ['Rencontrer le centre de formation', 'Passer les tests', 'Demander le financement'],
    partenaires: ['Région Grand Est', 'AFPA', 'Mission locale'],
  },
  sante: {
    recits: [
      'Le suivi au CSAPA est régulier ; l’attestation est remise.',
      'La carte Vitale est arrivée. Le rendez-vous chez le médecin traitant est pris.',
    ],
    appuis: ['Se rend seul à ses consultations.', 'A un médecin traitant en confiance.'],
    obstacles: ['Trois mois d’attente au CMP.', 'Mutuelle non renouvelée.'],
    paroles: ['J’en parle mieux qu’avant.', 'Je veux arrêter, mais à mon rythme.'],
    objectifs: ['Poursuivre les soins', 'Retrouver une couverture santé'],
    etapes: ['Prendre contact avec le CSAPA', 'Renouveler la complémentaire', 'Consulter au CMP'],
    partenaires: ['CSAPA', 'CMP', 'CPAM'],
  },
  famille: {
    recits: [
      'Voit ses enfants un samedi sur deux à l’espace rencontre.',
      'Accompagne sa mère, malade, à l’hôpital.',
    ],
    appuis: ['Sa famille est présente.', 'Appelle ses enfants chaque soir.'],
    obstacles: ['Conflit avec un frère.', 'Droit de visite à faire préciser.'],
    paroles: ['Mes filles, c’est ce qui me tient.', 'Je voudrais que ma mère soit fière.'],
    objectifs: ['Revoir ses enfants régulièrement', 'Reprendre contact avec sa famille'],
    etapes: ['Saisir le juge aux affaires familiales', 'Rencontrer l’espace rencontre'],
    partenaires: ['espace rencontre', 'UDAF', 'point-justice'],
  },
  droits: {
    recits: [
      'La carte d’identité est demandée en mairie.',
      'Le titre de séjour arrive à échéance : le dossier est déposé à la préfecture.',
    ],
    appuis: ['Classe ses papiers.', 'A une domiciliation au CCAS.'],
    obstacles: [
      'Acte de naissance introuvable.',
      'Rendez-vous en préfecture impossible à obtenir.',
    ],
    paroles: ['Sans papiers, je n’existe pas.', 'J’ai tout rangé dans une pochette.'],
    objectifs: ['Refaire ses papiers', 'Renouveler le titre de séjour'],
    etapes: ['Demander l’acte de naissance', 'Faire les photos', 'Déposer le dossier'],
    partenaires: ['préfecture', 'CCAS', 'point d’accès au droit'],
  },
  mobilite: {
    recits: [
      'Le code est repassé en mars. Le bus permet de venir le matin.',
      'La carte solidaire de transport est obtenue.',
    ],
    appuis: ['Se déplace à vélo.', 'Connaît bien les lignes.'],
    obstacles: ['Aucun bus le soir.', 'Permis suspendu jusqu’à l’été.'],
    paroles: ['Sans voiture, ici, on ne fait rien.', 'Je marche, ça me vide la tête.'],
    objectifs: ['Repasser le permis', 'Pouvoir se déplacer sans voiture'],
    etapes: ['S’inscrire au code', 'Demander la carte de transport', 'Passer la visite médicale'],
    partenaires: ['auto-école solidaire', 'plateforme mobilité'],
  },
  langue: {
    recits: [
      'L’entretien s’est tenu avec un interprète au téléphone.',
      'Le cours de français a repris ; les panneaux se lisent sans aide.',
    ],
    appuis: ['Comprend l’essentiel.', 'Écrit sa langue.'],
    obstacles: ['Ne lit pas le français.', 'Pas d’interprète disponible le matin.'],
    paroles: [
      'Je comprends plus que je ne parle.',
      'Ma fille traduit, mais ce n’est pas à elle de le faire.',
    ],
    objectifs: ['Progresser en français', 'Se faire comprendre dans les démarches'],
    etapes: ['S’inscrire à l’atelier', 'Demander un interprète'],
    partenaires: ['association Parlons français', 'interprétariat'],
  },
  justice: {
    recits: [
      'Nous avons relu ensemble la décision et ce qu’elle demande.',
      'Les versements à la partie civile sont à jour.',
    ],
    appuis: ['Vient à toutes ses convocations.', 'A compris le sens de la mesure.'],
    obstacles: [
      'La décision n’est pas encore arrivée.',
      'Ne comprend pas pourquoi la procédure est si longue.',
    ],
    paroles: ['Je veux que ce soit derrière moi.', 'Ici on m’explique, c’est déjà beaucoup.'],
    objectifs: ['Mener la mesure à son terme', 'Réparer ce qui peut l’être'],
    etapes: ['Relire la décision ensemble', 'Mettre en place les versements'],
    partenaires: ['greffe', 'avocat', 'fonds de garantie'],
  },
}
export const manques = [
  'Le jugement n’est pas arrivé du greffe.',
  'Le procès-verbal de notification manque.',
  'La mesure n’est pas encore ouverte par le service de l’application des peines.',
]
export const motifsDeTransfert = [
  'La personne a déménagé pour un emploi.',
  'Hébergement dans la famille, dans l’autre département.',
  'Libération et retour au domicile.',
]
