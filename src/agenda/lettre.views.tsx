import { clesLangues, langueDe, langues } from '../messages/index.ts'
import { Alerte, Bouton, Heure, Icone, LeJour } from '../platform/interface/index.ts'
import { avertissementDImpression } from '../platform/pdf/index.ts'
import type { Convocation } from './convocation.store.ts'
import { tientLePapier } from './dit.rules.ts'

/** Who was given the summons in hand needs no letter, unless it changed since. */
export const SansMessage = ({
  convocation,
  pourquoi,
}: {
  convocation: Convocation
  pourquoi: string
}) =>
  tientLePapier(convocation) ? (
    <p>
      La convocation lui a été remise : aucune lettre n’est à envoyer. Aucun rappel ne partira.{' '}
      {pourquoi}
    </p>
  ) : (
    <Alerte genre="attention">
      Aucun message ne peut partir : {pourquoi} Imprimez la lettre.
      {convocation.remiseLe && convocation.remiseHeure && (
        <>
          {' '}
          Le papier remis à la personne dit encore le <LeJour le={convocation.remiseLe} /> à{' '}
          <Heure heure={convocation.remiseHeure} />.
        </>
      )}
    </Alerte>
  )

/** Whoever sees the convocation alone has no address to write to: who has it, and where to ask. */
export const lettreAilleurs = ({
  entiteNom,
  lieuTelephone,
}: Pick<Convocation, 'entiteNom' | 'lieuTelephone'>): string =>
  `Vous voyez le nom de la personne et cette convocation, pas son adresse, son téléphone ni sa langue : aucune lettre ne s’imprime d’ici. Demandez-la au service qui la suit ou qui la reçoit${entiteNom ? ` : ${entiteNom}` : ''}${lieuTelephone ? `, ${lieuTelephone}` : ''}.`

/**
 * Always in French; the agent chooses what stands beside it, above all when nobody noted which
 * language the person reads.
 */
export const ChoixDeLaLettre = ({
  action,
  langues: parlees,
  textes,
}: {
  action: string
  langues: string[]
  textes: unknown
}) => (
  <form class="fil-actions" method="get" action={action} aria-label="Lettre">
    <label for="langue">Lettre en français</label>
    <select class="ds-input" data-width="auto" id="langue" name="langue">
      {clesLangues.map(cle => (
        <option value={cle} selected={cle === langueDe(parlees)}>
          {cle === 'fr' ? 'seulement' : `avec une traduction : ${langues[cle]}`}
        </option>
      ))}
    </select>
    <Bouton variante="secondaire">
      <Icone nom="printer" /> Lettre à imprimer
    </Bouton>
    {parlees.length === 0 && (
      <span class="fil-discret">La langue de la personne n’est pas notée : choisissez.</span>
    )}
    {avertissementDImpression(textes) && (
      <span class="fil-discret">{avertissementDImpression(textes)}</span>
    )}
  </form>
)
