import { Bandeau } from '../dossiers/index.ts'
import {
  Alerte,
  Bouton,
  Carte,
  ChampCache,
  Faits,
  Formulaire,
  Instant,
  LeJour,
  LienBouton,
  ResumeErreurs,
  Tableau,
  Texte,
  Titre,
} from '../platform/interface/index.ts'
import { direDe } from '../platform/mots.ts'
import { avertissementDImpression } from '../platform/pdf/index.ts'
import { AbandonOuReprise } from './abandon.views.tsx'
import {
  LienSuivant,
  MesureEnVigueur,
  type MesureLue,
  type ObligationLue,
  type Suivant,
  TextePerime,
} from './fraicheur.panels.tsx'
import type { Ecart } from './fraicheur.rules.ts'
import { type ChampGarde, TexteGarde } from './garde.panels.tsx'
import { chemins } from './magistrats.paths.ts'
import { ecrivable, enPreparation, etapesDites, naturesDeRapport } from './magistrats.rules.ts'
import type { mouvements, Rapport, RapportDuDossier, sections } from './magistrats.store.ts'
import { type Base, PastilleRapport } from './magistrats.views.tsx'
import type { rattachements } from './rattachement.store.ts'
import { AnciensRattachements, SurQuelleMesure } from './rattachement.views.tsx'
import {
  aRepondre,
  aRetirer,
  ComplementsDemandes,
  Repondre,
  Reponses,
  RetirerReponse,
} from './reponse.panels.tsx'
import { reponseDebout } from './reponse.rules.ts'
import type { Complement, reponses } from './reponse.store.ts'
import { SuiteDuRapport } from './suite.panels.tsx'
import { RenvoyerAuRedacteur, RetirerLaValidation } from './validation.views.tsx'

const aDevalider: ChampGarde[] = [['motifDeReprise', 'Pourquoi la validation est retirée']]
const aRenvoyer: ChampGarde[] = [['motif', 'Ce qu’il faut reprendre']]

/** Who writes it now, where that is no longer whoever began it. */
const repriseDe = (rapport: Rapport): [string, string][] =>
  rapport.plumeId === rapport.redacteurId || !enPreparation(rapport.etat)
    ? []
    : [['Repris par', rapport.plumeId ? (rapport.referentNom ?? '') : 'la direction du service']]

type UnRapportProps = Base & {
  rapport: Rapport
  parties: Awaited<ReturnType<typeof sections>>
  course: Awaited<ReturnType<typeof mouvements>>
  reponses: Awaited<ReturnType<typeof reponses>>
  /** All that was written for the same request. */
  deLaDemande: RapportDuDossier[]
  /** Asked in addition of other reports of the same request. */
  complements: readonly Complement[]
  mesures: readonly MesureLue[]
  obligations: readonly ObligationLue[]
  ecarts: readonly Ecart[]
  suivant: Suivant | null
  rattachements: Awaited<ReturnType<typeof rattachements>>
  changementVu: string
  peut: Record<
    | 'ecrire'
    | 'abandonner'
    | 'reprendre'
    | 'rattacher'
    | 'retirer'
    | 'actualiser'
    | 'valider'
    | 'retirerValidation'
    | 'transmettre'
    | 'repondre'
    | 'retirerReponse',
    boolean
  >
}

type ActesProps = Pick<UnRapportProps, 'rapport' | 'peut' | 'changementVu' | 'suivant'>
/** What may be done with the report where it stands. */
const ActesDuRapport = ({ rapport, peut, changementVu, suivant }: ActesProps) => {
  const lien = (adresse: (dossierId: string, rapportId: string) => string) =>
    adresse(rapport.dossierId, rapport.id)
  const geste = (
    chemin: string,
    libelle: string,
    variante: 'primaire' | 'secondaire' = 'primaire',
  ) => (
    <Formulaire enLigne action={chemin}>
      <Bouton variante={variante}>{libelle}</Bouton>
    </Formulaire>
  )
  return (
    <>
      {peut.ecrire && <LienBouton href={lien(chemins.ecrire)}>Modifier</LienBouton>}
      {peut.ecrire && geste(lien(chemins.soumettre), 'Soumettre à la validation')}
      {peut.retirer && geste(lien(chemins.retirer), 'Retirer mon rapport', 'secondaire')}
      {peut.valider && (
        <Formulaire enLigne action={lien(chemins.valider)}>
          <ChampCache name="version" value={String(rapport.version)} />
          <ChampCache name="changementVu" value={changementVu} />
          <Bouton>Valider</Bouton>
        </Formulaire>
      )}
      {peut.transmettre && geste(lien(chemins.transmettre), 'Transmettre au magistrat')}
      {rapport.empreinte && <LienBouton href={lien(chemins.pdf)}>Ouvrir le PDF</LienBouton>}
      <LienSuivant suivant={suivant} />
      {peut.repondre &&
        rapport.etat === 'transmis' &&
        geste(lien(chemins.lu), 'Marquer comme lu', 'secondaire')}
    </>
  )
}

type FaitsProps = Pick<UnRapportProps, 'rapport' | 'mesures'> & { rattacher: boolean }
const FaitsDuRapport = ({ rapport, mesures, rattacher }: FaitsProps) => (
  <Faits
    faits={[
      ['État', <PastilleRapport etat={rapport.etatDit} />],
      ['Adressé à', rapport.juridictionNom],
      ['Rédacteur', rapport.redacteurNom],
      ...repriseDe(rapport),
      ['Nature', direDe(naturesDeRapport, rapport.nature)],
      [
        'Mesure',
        <SurQuelleMesure
          r={rapport}
          mesures={mesures}
          href={rattacher ? chemins.rattacher(rapport.dossierId, rapport.id) : null}
        />,
      ],
      ['Échéance', <LeJour le={rapport.echeanceLe} />],
    ]}
  />
)

const Parcours = ({ course }: Pick<UnRapportProps, 'course'>) => (
  <Tableau
    legende="Parcours du rapport"
    colonnes={[
      { label: 'Quand', rendu: ligne => <Instant a={ligne.a} />, entete: true },
      { label: 'État', rendu: ligne => etapesDites[ligne.etat] ?? ligne.etat },
      { label: 'Par', rendu: ligne => ligne.nomComplet },
      { label: 'Motif', rendu: ligne => ligne.motif ?? '' },
    ]}
    lignes={course}
  />
)

export const UnRapport = ({
  identite,
  state,
  rapport,
  parties,
  course,
  reponses,
  mesures,
  peut,
  ...reste
}: UnRapportProps) => {
  const absents = avertissementDImpression([
    identite.nomComplet,
    rapport.titre,
    rapport.redacteurNom,
    parties,
  ])
  const debout = reponseDebout(reponses)
  return (
    <div class="fil-pile">
      <Titre
        actions={
          <ActesDuRapport
            rapport={rapport}
            peut={peut}
            changementVu={reste.changementVu}
            suivant={reste.suivant}
          />
        }
      >
        {rapport.titre}
      </Titre>
      <Bandeau identite={identite} />
      <ResumeErreurs state={state} />
      {absents && <Alerte genre="attention">{absents}</Alerte>}
      <TextePerime
        r={rapport}
        ecarts={reste.ecarts}
        actualiser={peut.actualiser}
        fige={!ecrivable(rapport.etat) && rapport.etat !== 'soumis'}
      />
      <SuiteDuRapport rapportId={rapport.id} rapports={reste.deLaDemande} />
      <ComplementsDemandes complements={reste.complements} />
      <TexteGarde
        state={state}
        champs={[
          ...(peut.repondre ? [] : aRepondre),
          ...(peut.valider ? [] : aRenvoyer),
          ...(peut.retirerValidation ? [] : aDevalider),
          ...(peut.retirerReponse ? [] : aRetirer),
        ]}
      />
      <FaitsDuRapport rapport={rapport} mesures={mesures} rattacher={peut.rattacher} />
      <MesureEnVigueur
        dossierId={rapport.dossierId}
        mesures={mesures.filter(mesure =>
          rapport.mesureId ? mesure.mesureId === rapport.mesureId : !mesure.finieLe,
        )}
        obligations={reste.obligations}
      />
      {rapport.empreinte && (
        <p class="fil-discret">
          Document figé. Empreinte SHA-256 : <code>{rapport.empreinte}</code>
        </p>
      )}
      <Reponses r={rapport} reponses={reponses} />
      {peut.retirerReponse && debout && (
        <RetirerReponse r={rapport} state={state} reponse={debout} />
      )}
      {parties.map(partie => (
        <Carte titre={partie.titre}>
          {partie.texte ? <Texte>{partie.texte}</Texte> : <p class="fil-discret">Partie vide.</p>}
        </Carte>
      ))}
      {peut.valider && <RenvoyerAuRedacteur r={rapport} state={state} />}
      {peut.retirerValidation && <RetirerLaValidation r={rapport} state={state} />}
      {peut.repondre && <Repondre r={rapport} state={state} reponses={reponses} />}
      <AbandonOuReprise
        r={rapport}
        state={state}
        abandonner={peut.abandonner}
        reprendre={peut.reprendre}
      />
      <Parcours course={course} />
      <AnciensRattachements lignes={reste.rattachements} mesures={mesures} />
    </div>
  )
}
