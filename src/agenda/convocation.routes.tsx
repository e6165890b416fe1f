import { z } from 'zod'
import { filDuDossier, type Identite, identite as lireIdentite } from '../dossiers/index.ts'
import { agentsDuService, antenneParId, antennesDuService } from '../moyens/index.ts'
import type { Context } from '../platform/command.ts'
import { ajouterJours, estJour, type Jour, prochainJourOuvre, type Territoire } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import { fichier, page } from '../platform/http/page.ts'
import { type Plateforme, trouver } from '../platform/http/plateforme.ts'
import { type FormState, valeur, versionDuFormulaire } from '../platform/interface/index.ts'
import { pdf } from '../platform/pdf/index.ts'
import { jourSaisi, parDossier } from '../platform/saisie.ts'
import { ListeDuJour } from './accueil.views.tsx'
import { convoquer, deplacerConvocation, depointerArrivee, noterEtat, pointerArrivee, reporter } from './convocation.commands.ts'
import { chemins } from './convocation.paths.ts'
import { lettreDeConvocation } from './convocation.pdf.ts'
import { types } from './convocation.rules.ts'
import * as store from './convocation.store.ts'
import { Convocations, FormulaireConvocation, UneConvocation } from './convocation.views.tsx'

const parConvocation = z.object({ dossierId: z.uuid(), convocationId: z.uuid() })
const convoquent = ['travailleur_social', 'dpip', 'psychologue', 'coordinateur']

/** What the form proposes and what it needs to show: agents, places, hours already taken. */
async function moment(tx: Tx, state: FormState, { acteur, aujourdhui }: Context) {
  const [service, agentId, le] = [acteur.serviceId ?? '', valeur(state, 'agentId'), valeur(state, 'le')]
  const agents = (await agentsDuService(tx, service, aujourdhui, convoquent)).map(a => ({ value: a.agentId, label: a.nomComplet }))
  const antennes = (await antennesDuService(tx, service, aujourdhui)).map(a => ({
    value: a.antenneId,
    label: `${a.nom}, ${a.adresse} ${a.commune}`,
  }))
  return { agents, antennes, pris: agentId && estJour(le) ? await store.occupations(tx, agentId, le) : [] }
}
/** Everything but the hour is proposed: place of the follow-up, référent, type, a day a week ahead when the service is open. */
function propose(identite: Identite, { acteur, aujourdhui }: Context) {
  const agentId = convoquent.includes(acteur.fonction) ? acteur.id : (identite.referentId ?? '')
  return {
    le: prochainJourOuvre(ajouterJours(aujourdhui, 7), acteur.territoire as Territoire),
    heure: '',
    type: 'suivi',
    dureeMinutes: types.suivi.dureeMinutes,
    agentId,
    antenneId: identite.antenneId ?? acteur.antenneId ?? '',
  }
}
const vers = ({ dossierId, convocationId }: { dossierId: string; convocationId: string }) => chemins.convocation(dossierId, convocationId)
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
            ecrire={acteur.peut('convocation:ecrire')}
          />
        ),
      }
    },
  })
  form(plateforme, {
    path: chemins.convoquer(':dossierId'),
    params: parDossier,
    command: convoquer,
    initial: async (tx, { dossierId }, context) => propose(trouver(await lireIdentite(tx, dossierId)), context),
    view: async (tx, { dossierId }, state, context) => {
      const { identite, ...ecran } = await entete(tx, dossierId, 'Convoquer')
      return {
        ...ecran,
        corps: (
          <FormulaireConvocation
            titre="Convoquer"
            bouton="Convoquer"
            identite={identite}
            state={state}
            retour={chemins.convocations(dossierId)}
            {...(await moment(tx, state, context))}
          />
        ),
      }
    },
    redirectTo: vers,
    flash: () => 'La convocation est enregistrée. La lettre est prête à imprimer.',
  })
  modifications(plateforme)
  uneConvocation(plateforme)
  accueil(plateforme)
}

function modifications(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.modifier(':dossierId', ':convocationId'),
    params: parConvocation,
    command: deplacerConvocation,
    initial: async (tx, { dossierId, convocationId }) => trouver(await store.convocation(tx, dossierId, convocationId)),
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
          {...(await moment(tx, state, context))}
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
    initial: async (tx, { dossierId, convocationId }, { acteur, aujourdhui }) => {
      const { lieu, adresse, ...c } = trouver(await store.convocation(tx, dossierId, convocationId))
      return {
        ...c,
        ...(c.antenneId ? {} : { lieu, adresse }),
        le: prochainJourOuvre(ajouterJours(aujourdhui, 7), acteur.territoire as Territoire),
      }
    },
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
            {...(await moment(tx, state, context))}
          />
        ),
      }
    },
    redirectTo: vers,
    flash: () => 'La convocation est reportée. Imprimez la nouvelle lettre.',
  })
}

function uneConvocation(plateforme: Plateforme): void {
  const montrer = async (
    tx: Tx,
    { dossierId, convocationId }: { dossierId: string; convocationId: string },
    state: FormState,
    { acteur }: Context,
  ) => {
    const { identite, ...ecran } = await entete(tx, dossierId, 'Convocation')
    const convocation = trouver(await store.convocation(tx, dossierId, convocationId))
    const joignable =
      identite.telephone || identite.adresse || identite.courriel
        ? null
        : 'Ni adresse, ni téléphone, ni courriel : la lettre ne pourra être remise qu’en main propre.'
    const corps = (
      <UneConvocation
        identite={identite}
        convocation={convocation}
        histoire={await store.historique(tx, dossierId, convocationId)}
        state={state}
        ecrire={acteur.peut('convocation:ecrire')}
        joignable={joignable}
      />
    )
    return { ...ecran, corps }
  }
  const vide: FormState = { values: {}, errors: {}, refusals: [] }
  page(plateforme, {
    path: chemins.convocation(':dossierId', ':convocationId'),
    access: 'convocation:lire',
    params: parConvocation,
    view: (tx, params, context) => montrer(tx, params, vide, context),
  })
  form(plateforme, {
    path: chemins.etat(':dossierId', ':convocationId'),
    params: parConvocation,
    command: noterEtat,
    view: montrer,
    redirectTo: vers,
    flash: () => 'C’est noté.',
  })
  fichier(plateforme, {
    path: chemins.lettre(':dossierId', ':convocationId'),
    access: 'convocation:lire',
    params: parConvocation,
    contenu: async (tx, { dossierId, convocationId }, { acteur, aujourdhui }) => {
      const identite = trouver(await lireIdentite(tx, dossierId))
      const c = trouver(await store.convocation(tx, dossierId, convocationId))
      const antenne = await antenneParId(
        tx,
        c.antenneId ?? identite.antenneId ?? acteur.antenneId ?? '00000000-0000-0000-0000-000000000000',
      )
      const de = {
        nom: antenne?.nom ?? identite.serviceNom,
        adresse: antenne ? `${antenne.adresse}, ${antenne.codePostal} ${antenne.commune}` : c.adresse,
        telephone: antenne?.telephone ?? c.agentTelephone ?? '',
        commune: antenne?.commune ?? '',
      }
      return {
        nom: `convocation-${c.le}.pdf`,
        type: 'application/pdf',
        octets: pdf('lettre', lettreDeConvocation(identite, c, de, aujourdhui)),
        enLigne: true,
      }
    },
  })
}

function accueil(plateforme: Plateforme): void {
  const params = z.object({ le: jourSaisi().optional(), antenneId: z.union([z.uuid(), z.literal('')]).optional() })
  const liste = async (tx: Tx, p: { le?: Jour | undefined; antenneId?: string | undefined }, { acteur, aujourdhui }: Context) => {
    const le = p.le ?? aujourdhui
    const service = acteur.serviceId ?? ''
    const antennes = (await antennesDuService(tx, service, aujourdhui)).map(a => ({ value: a.antenneId, label: a.nom }))
    const lignes = await store.listeDuJour(tx, service, le, p.antenneId || undefined)
    const corps = (
      <ListeDuJour
        le={le}
        veille={ajouterJours(le, -1)}
        lendemain={ajouterJours(le, 1)}
        antenneId={p.antenneId ?? ''}
        antennes={antennes}
        lignes={lignes}
        pointer={acteur.peut('accueil:pointer')}
        aujourdhui={le === aujourdhui}
      />
    )
    return { titre: 'Liste du jour', fil: [{ label: 'Ma journée', href: '/' }, { label: 'Liste du jour' }], corps }
  }
  page(plateforme, { path: chemins.liste, access: 'accueil:pointer', params, view: liste })
  for (const [path, commande, flash] of [
    [chemins.pointer(':dossierId', ':convocationId'), pointerArrivee, 'L’arrivée est pointée.'],
    [chemins.depointer(':dossierId', ':convocationId'), depointerArrivee, 'L’arrivée est retirée.'],
  ] as const) {
    form(plateforme, {
      path,
      params: parConvocation,
      command: commande,
      view: (tx, _params, _state, context) => liste(tx, {}, context),
      redirectTo: ({ le }) => chemins.listeDu(le),
      flash: () => flash,
    })
  }
}
