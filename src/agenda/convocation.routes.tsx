import { z } from 'zod'
import { type Creneau, lieuxDeLEntite, type TypeDeConvocation } from '../creneaux/index.ts'
import {
  filDuDossier,
  type Identite,
  identiteEtroite,
  identite as lireIdentite,
} from '../dossiers/index.ts'
import { joignabilite, messagesDeLObjet, PanneauMessages } from '../messages/index.ts'
import { mesuresDuDossier } from '../mesures/index.ts'
import { fonctionQui } from '../moyens/index.ts'
import { type Context, entiteDe, ici } from '../platform/command.ts'
import {
  afficherJourCourt,
  ajouterJours,
  estJour,
  estPassee,
  type Jour,
  lundiDe,
  prochainJourOuvre,
  type Territoire,
} from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier } from '../platform/fait.ts'
import type { Valeurs } from '../platform/http/corps.ts'
import { form } from '../platform/http/form.ts'
import { page } from '../platform/http/page.ts'
import { type Plateforme, trouver } from '../platform/http/plateforme.ts'
import { type FormState, valeur, versionDuFormulaire } from '../platform/interface/index.ts'
import { estIdentifiant, parDossier } from '../platform/saisie.ts'
import { texteDuMessage } from './convocation.apercu.ts'
import { convoquer, deplacerConvocation, noterEtat, reporter } from './convocation.commands.ts'
import { refusDeToucher } from './convocation.examen.ts'
import { convocationSeMontre } from './convocation.faits.ts'
import { chemins } from './convocation.paths.ts'
import * as store from './convocation.store.ts'
import { Convocations, UneConvocation } from './convocation.views.tsx'
import { FormulaireConvocation } from './convoquer.views.tsx'
import { historique } from './histoire.store.ts'
import { rattachementRoutes } from './rattachement.routes.tsx'
import { liensDe } from './rattachement.store.ts'
import { agentsQuiRecoivent, creneauxDeLaSemaine, typesPour } from './recherche.routes.tsx'
import { occupationsDuJour } from './recherche.store.ts'
import { cleDe } from './recherche.views.tsx'
import { retablissementRoutes } from './retablissement.routes.tsx'

const parConvocation = z.object({ dossierId: z.uuid(), convocationId: z.uuid() })

/**
 * What the form proposes and what it needs to show: types, agents, places, the free slots of the
 * week, by what the person can be told.
 */
async function moment(tx: Tx, dossierId: string, state: FormState, context: Context) {
  const { acteur, aujourdhui } = context
  const [dit, le, type] = [valeur(state, 'agentId'), valeur(state, 'le'), valeur(state, 'type')]
  const agentId = estIdentifiant(dit) ? dit : ''
  const voulue = valeur(state, 'semaine')
  const choisie = valeur(state, 'creneau').split('|')[1] ?? ''
  const du = lundiDe(
    [voulue, choisie].find(estJour) ??
      prochainJourOuvre(aujourdhui, acteur.territoire as Territoire),
  )
  const lieux = (await lieuxDeLEntite(tx, entiteDe(acteur) ?? '', aujourdhui)).map(lieu => ({
    value: lieu.lieuId,
    label: `${lieu.nom}, ${lieu.adresse} ${lieu.commune}`,
  }))
  const types = await typesPour(tx, acteur)
  const choisi = types.find(ligne => ligne.value === type)
  const semaine = await creneauxDeLaSemaine(tx, context, {
    type: choisi,
    du,
    agentId: agentId || undefined,
  })
  return {
    types,
    sansType: !choisi,
    agents: await agentsQuiRecoivent(tx, context),
    lieux,
    semaine: { du, ...semaine },
    garde: await creneauGarde(
      tx,
      context,
      { type: choisi, agentId: agentId || undefined, cle: valeur(state, 'creneau') },
      semaine.creneaux,
    ),
    pris: agentId && estJour(le) ? await occupationsDuJour(tx, agentId, le) : [],
    mesures: await mesuresDuDossier(tx, dossierId),
    concerneLe: [choisie, le].find(estJour) ?? du,
    joignable: await joignabilite(tx, dossierId),
    apercu: choisi ? await texteDuMessage(tx, context, { dossierId, state, type: choisi }) : null,
  }
}
/**
 * The slot that was ticked in another week than the one on the screen, while it is still free: it
 * stays ticked.
 */
async function creneauGarde(
  tx: Tx,
  context: Context,
  {
    type,
    agentId,
    cle,
  }: { type: TypeDeConvocation | undefined; agentId: string | undefined; cle: string },
  montres: Creneau[],
): Promise<Creneau | null> {
  const le = cle.split('|')[1] ?? ''
  if (!type || !estJour(le) || montres.some(montre => cleDe(montre) === cle)) return null
  const { creneaux } = await creneauxDeLaSemaine(tx, context, { type, du: le, agentId })
  return creneaux.find(creneau => cleDe(creneau) === cle) ?? null
}
/**
 * Everything but the hour is proposed: place of the follow-up, référent, type, the week that begins
 * tomorrow.
 */
function propose(identite: Identite, { acteur, aujourdhui }: Context) {
  const agentId = fonctionQui(acteur.fonction, 'recoit') ? acteur.id : (identite.referentId ?? '')
  return {
    semaine: prochainJourOuvre(ajouterJours(aujourdhui, 1), acteur.territoire as Territoire),
    type: acteur.serviceId ? 'suivi' : 'suivi_jap',
    agentId: acteur.serviceId ? agentId : '',
    lieuId: acteur.serviceId ? (identite.antenneId ?? acteur.antenneId ?? '') : '',
    prevenir: 'oui',
  }
}
/**
 * « Voir les créneaux », the weeks and the message: the screen is read again, nothing is saved, and
 * what was ticked stays ticked.
 */
const voirLesCreneaux = async (
  _tx: Tx,
  _params: unknown,
  values: Valeurs,
  geste: string,
): Promise<Valeurs> =>
  geste.startsWith('semaine:') ? { ...values, semaine: geste.slice(8) } : values
const enSaisie = (donnees: store.Convocation) => ({
  ...donnees,
  ...(donnees.lieuId ? { lieu: '', adresse: '' } : {}),
  creneau: '',
  semaine: donnees.le,
  prevenir: donnees.prevenir ? 'oui' : 'non',
})
const vers = ({ dossierId, convocationId }: { dossierId: string; convocationId: string }) =>
  chemins.convocation(dossierId, convocationId)
const entete = async (tx: Tx, dossierId: string, titre: string) => {
  const identite = trouver(await lireIdentite(tx, dossierId))
  return {
    identite,
    titre,
    fil: filDuDossier(
      identite,
      { label: 'Convocations', href: chemins.convocations(dossierId) },
      ...(titre === 'Convocations' ? [] : [{ label: titre }]),
    ),
  }
}

export function convocationRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.convocations(':dossierId'),
    access: 'convocation:lire',
    params: parDossier,
    view: async (tx, { dossierId }, { acteur }) => {
      const { identite, ...ecran } = await entete(tx, dossierId, 'Convocations')
      return {
        ...ecran,
        corps: (
          <Convocations
            identite={identite}
            convocations={await store.convocationsDuDossier(tx, dossierId)}
            ecrire={acteur.peut('convocation:ecrire') && identite.decedeLe === null}
            messages={acteur.peut('message:lire')}
          />
        ),
      }
    },
  })
  form(plateforme, {
    path: chemins.convoquer(':dossierId'),
    params: parDossier,
    command: convoquer,
    geste: voirLesCreneaux,
    view: async (tx, { dossierId }, recu, context) => {
      const { identite, ...ecran } = await entete(tx, dossierId, 'Convoquer')
      // What is proposed comes from the identity that the page shows: it is read once.
      const state =
        Object.keys(recu.values).length > 0 ? recu : { ...recu, values: propose(identite, context) }
      return {
        ...ecran,
        corps: (
          <FormulaireConvocation
            titre="Convoquer"
            bouton="Convoquer"
            identite={identite}
            state={state}
            serie
            retour={chemins.convocations(dossierId)}
            {...(await moment(tx, dossierId, state, context))}
          />
        ),
      }
    },
    redirectTo: fait => vers(fait),
    flash: ({ posees, sautees }) =>
      posees > 1
        ? `${posees} convocations sont enregistrées.${sautees.length ? ` Jours sautés : ${sautees.map(afficherJourCourt).join(', ')}.` : ''}`
        : 'La convocation est enregistrée. La lettre est prête à imprimer.',
  })
  modifications(plateforme)
  uneConvocation(plateforme)
  rattachementRoutes(plateforme)
  retablissementRoutes(plateforme)
}

function modifications(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.modifier(':dossierId', ':convocationId'),
    params: parConvocation,
    command: deplacerConvocation,
    initial: async (tx, { dossierId, convocationId }) =>
      enSaisie(trouver(await store.convocation(tx, dossierId, convocationId))),
    geste: voirLesCreneaux,
    view: async (tx, { dossierId, convocationId }, state, context) => {
      const { identite, ...ecran } = await entete(tx, dossierId, 'Modifier la convocation')
      const { version } = trouver(await store.convocation(tx, dossierId, convocationId))
      const corps = (
        <FormulaireConvocation
          titre="Modifier la convocation"
          bouton="Enregistrer"
          version={versionDuFormulaire(state, version)}
          identite={identite}
          state={state}
          retour={chemins.convocation(dossierId, convocationId)}
          {...(await moment(tx, dossierId, state, context))}
        />
      )
      return { ...ecran, corps }
    },
    redirectTo: vers,
    flash: () => 'La convocation est modifiée. Imprimez la nouvelle lettre.',
  })
  form(plateforme, {
    path: chemins.reporter(':dossierId', ':convocationId'),
    params: parConvocation,
    command: reporter,
    initial: async (tx, { dossierId, convocationId }, { acteur, aujourdhui }) => ({
      ...enSaisie(trouver(await store.convocation(tx, dossierId, convocationId))),
      le: '',
      heure: '',
      semaine: prochainJourOuvre(ajouterJours(aujourdhui, 1), acteur.territoire as Territoire),
    }),
    geste: voirLesCreneaux,
    view: async (tx, { dossierId, convocationId }, state, context) => {
      const { identite, ...ecran } = await entete(tx, dossierId, 'Reporter la convocation')
      return {
        ...ecran,
        corps: (
          <FormulaireConvocation
            titre="Reporter la convocation"
            bouton="Reporter"
            motif
            identite={identite}
            state={state}
            retour={chemins.convocation(dossierId, convocationId)}
            {...(await moment(tx, dossierId, state, context))}
          />
        ),
      }
    },
    redirectTo: vers,
    flash: () => 'La convocation est reportée. Imprimez la nouvelle lettre.',
  })
}

/** At its hearing, by the court of whoever looks; a stale one is no longer to be changed. */
const donneePar = (donnees: store.Convocation, { juridictionId }: Context['acteur']) =>
  donnees.etat === 'prevue' &&
  donnees.audienceLe !== null &&
  juridictionId !== null &&
  donnees.decisionJuridictionId === juridictionId &&
  ['bex', 'greffe'].includes(donnees.origine)

function uneConvocation(plateforme: Plateforme): void {
  const montrer = async (
    tx: Tx,
    { dossierId, convocationId }: { dossierId: string; convocationId: string },
    state: FormState,
    context: Context,
  ) => {
    const { acteur, aujourdhui } = context
    const entiere = await lireIdentite(tx, dossierId)
    const identite = entiere ?? trouver(await identiteEtroite(tx, dossierId))
    const ecran = { titre: 'Convocation', fil: filDuDossier(identite, { label: 'Convocation' }) }
    const convocation = trouver(await store.convocation(tx, dossierId, convocationId))
    const entretiens: { entretienId: string; le: Jour }[] = []
    if (acteur.peut('accompagnement:lire'))
      await publier(tx, context, convocationSeMontre, { dossierId, convocationId, entretiens })
    const corps = (
      <UneConvocation
        identite={identite}
        enPartie={entiere === undefined}
        convocation={convocation}
        histoire={await historique(tx, dossierId, convocationId)}
        liens={await liensDe(tx, dossierId, convocationId)}
        mesures={await mesuresDuDossier(tx, dossierId)}
        note={entretiens[0]?.entretienId ?? null}
        donneeIci={acteur.peut('bex:convoquer') && donneePar(convocation, acteur)}
        entretien={
          acteur.peut('accompagnement:ecrire') &&
          convocation.serviceId !== null &&
          convocation.le <= aujourdhui
        }
        state={state}
        aVenir={!estPassee(convocation, ici(context))}
        ecrire={
          acteur.peut('convocation:ecrire') &&
          (await refusDeToucher(tx, acteur, convocation)).length === 0
        }
        attendre={!entiere?.decedeLe}
        pointer={acteur.peut('accueil:pointer') && convocation.entiteId === entiteDe(acteur)}
        joignable={await joignabilite(tx, dossierId)}
        messages={
          entiere ? (
            <PanneauMessages
              messages={await messagesDeLObjet(tx, dossierId, convocationId)}
              mienne={entiteDe(acteur)}
            />
          ) : null
        }
      />
    )
    return { ...ecran, corps }
  }
  const vide: FormState = { values: {}, errors: {}, refusals: [] }
  page(plateforme, {
    path: chemins.convocation(':dossierId', ':convocationId'),
    access: 'convocation:lire',
    params: parConvocation,
    portees: ['convocation'],
    view: (tx, params, context) => montrer(tx, params, vide, context),
  })
  form(plateforme, {
    path: chemins.etat(':dossierId', ':convocationId'),
    params: parConvocation,
    command: noterEtat,
    view: montrer,
    redirectTo: fait => vers(fait),
    flash: ({ etat }) =>
      etat === 'honoree' ? 'C’est noté. Vous pouvez maintenant noter l’entretien.' : 'C’est noté.',
  })
}
